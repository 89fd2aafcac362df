import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exceptions, floors, topFolders } from './floors.ts';
import { inspectHouse } from './inspection.ts';
import { parseSourceFile } from './source-file.ts';

const root = join(import.meta.dirname, '../..');

/** Folders that hold no source of ours: installed, made by programs, or inputs of tests and examples. */
const notOurs = /(^|\/)(node_modules|dist|coverage|\.git|fixtures|golden)$|^committee$|^docs\/examples$/;

/** Folders that stand at the top of a working copy and are no part of the repository. */
const working = new Set(['node_modules', 'dist', 'coverage', 'committee', '.git', '.idea', '.vscode']);

function readHouse(): readonly string[] {
  return listFiles('.').filter((path) => /\.[cm]?[jt]sx?$/.test(path));
}

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return notOurs.test(path) ? [] : listFiles(path);
  });
}

describe('the house', () => {
  const paths = readHouse();

  it('keeps the table of directions and every house rule', () => {
    const files = paths.map((path) => parseSourceFile(path, readFileSync(join(root, path), 'utf8')));

    const faults = inspectHouse(files);

    expect(faults).toEqual([]);
  });

  it('was really seen: source, tests and settings are among the files read', () => {
    expect(paths).toContain('src/kernel/app-error.ts');
    expect(paths).toContain('test/architecture/floors.test.ts');
    expect(paths).toContain('vitest.config.ts');
  });

  it('is written in TypeScript alone', () => {
    expect(paths.filter((path) => !path.endsWith('.ts'))).toEqual([]);
  });

  it('has no other folder at its top than the owner fixed', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !working.has(entry.name))
      .map((entry) => entry.name);

    expect(folders.filter((folder) => !topFolders.includes(folder))).toEqual([]);
  });
});

describe('an exception', () => {
  it.each(exceptions)('for $file is still needed', ({ file, modules, effects }) => {
    const source = parseSourceFile(file, readFileSync(join(root, file), 'utf8'));

    expect(source.imports.map((each) => each.from)).toEqual(expect.arrayContaining([...modules]));
    expect(source.effects.map((each) => each.what)).toEqual(expect.arrayContaining([...effects]));
  });
});

describe('the table of directions', () => {
  it('names only folders that it has a row for', () => {
    const known = new Set(floors.map((floor) => floor.folder));

    const unknown = floors.flatMap((floor) => floor.mayImport.filter((folder) => !known.has(folder)));

    expect(unknown).toEqual([]);
  });

  it('lets data flow one way: a room imports only rooms that stand before it', () => {
    const rooms = floors.filter((floor) => floor.kind === 'room').map((floor) => floor.folder);

    const backwards = floors
      .filter((floor) => floor.kind === 'room')
      .filter((floor) => floor.mayImport.some((other) => rooms.indexOf(other) >= rooms.indexOf(floor.folder)));

    expect(backwards).toEqual([]);
  });

  it('keeps gates from importing an opinion', () => {
    const gates = floors.find((floor) => floor.folder === 'src/gates');

    expect(gates?.mayImport).not.toContain('src/committee');
  });
});
