import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintRecords } from '../../src/adr/lint.ts';
import { readRecords } from '../../src/adr/reading.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const skipped = new Set(['node_modules', 'dist', '.git']);
const paths = globSync('**', { cwd: root, withFileTypes: true, exclude: ({ name }) => skipped.has(name) })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
const records = new Map(
  paths.filter((path) => /^docs\/adr\/[^/]+\.md$/.test(path)).map((path) => [path, read(path)] as const),
);

describe('the decision records of this repository', () => {
  it('are in order by our own linter', () => {
    const findings = lintRecords({ files: readRecords(records), paths, citations: [] });

    expect(findings).toEqual([]);
  });

  it('were really read, and name the paths that they decide about', () => {
    const files = readRecords(records).filter((file) => file.kind === 'record');

    expect(files.length).toBeGreaterThan(10);
    expect(files.filter(({ sections }) => !sections.some(({ kind }) => kind === 'paths'))).toEqual([]);
  });
});
