import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlobs } from '../../../src/adapters/git/blobs.ts';
import { findPlace } from '../../../src/adapters/git/place.ts';
import { longestDiff } from '../../../src/adapters/git/range-diff.ts';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import type { Change, ChangedFile } from '../../../src/change/change.ts';
import { longestText } from '../../../src/change/text.ts';
import { makeRepository, removeFolders, type ScratchRepository, scratchEnvironment } from './scratch-repository.ts';

afterAll(removeFolders);

async function readChange(repository: ScratchRepository): Promise<Change> {
  const opened = await openRepository(repository.folder, scratchEnvironment);
  return (await opened.readRange({ base: 'main', head: 'HEAD' })).change;
}

function linesOf(file: ChangedFile | undefined): readonly string[] | undefined {
  return file?.hunks.flatMap((hunk) => hunk.lines.map((line) => line.text));
}

describe('a file that cannot be read as text', () => {
  const repository = makeRepository();
  let files: ReadonlyMap<string, ChangedFile>;

  beforeAll(async () => {
    repository.write('code.py', 'a\n');
    repository.write('hides.py', 'a\n');
    repository.write('turns.py', 'a\n');
    repository.write('latin-to-utf.py', Buffer.from('é\n', 'latin1'));
    repository.write('shrinks.csv', 'x,y\n'.repeat(longestText / 4 + 1));
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.write('code.py', 'b\n');
    repository.write('hides.py', 'secretly changed\n');
    repository.write('.gitattributes', '*.py -diff\n');
    repository.write('image.png', Buffer.from([0x89, 0x50, 0, 1, 2]));
    repository.write('latin.py', Buffer.from('é = 1\n', 'latin1'));
    repository.write('latin-to-utf.py', 'é\n');
    repository.write('wide.py', Buffer.from('\uFEFFx = 1\n', 'utf16le'));
    repository.write('huge.csv', 'x,y\n'.repeat(longestText / 4 + 1));
    repository.write('shrinks.csv', 'x,y\n');
    symlinkSync('/etc/passwd', join(repository.folder, 'link.py'));
    rmSync(join(repository.folder, 'turns.py'));
    symlinkSync('code.py', join(repository.folder, 'turns.py'));
    repository.git('add', '--all');
    repository.git('update-index', '--add', '--cacheinfo', `160000,${repository.git('rev-parse', 'main')},lib`);
    repository.git('commit', '--quiet', '--message', 'special');
    files = new Map((await readChange(repository)).files.map((file) => [file.path, file]));
  });

  it.each([
    ['image.png', { binary: true, unreadable: null, before: null, after: null }],
    ['latin.py', { binary: false, unreadable: 'not UTF-8', after: null, hunks: [] }],
    ['latin-to-utf.py', { unreadable: 'not UTF-8 before the change', before: null, after: 'é\n', hunks: [] }],
    ['wide.py', { binary: false, unreadable: 'UTF-16, not UTF-8', after: null }],
    ['huge.csv', { binary: false, unreadable: 'over 2 MB', after: null, hunks: [] }],
    ['shrinks.csv', { binary: false, unreadable: 'over 2 MB before the change', before: null, after: 'x,y\n' }],
    ['link.py', { unreadable: 'a symbolic link', after: null, status: 'added' }],
    ['turns.py', { unreadable: 'a symbolic link', before: null, after: null, status: 'modified' }],
    ['lib', { unreadable: 'a submodule', after: null }],
  ])('is listed with the reason: %s', (path, expected) => {
    expect(files.get(path)).toMatchObject(expected);
  });

  it('shows where a link leads and does not follow it', () => {
    expect(linesOf(files.get('link.py'))).toEqual(['/etc/passwd']);
    expect(linesOf(files.get('turns.py'))).toEqual(['a', 'code.py']);
  });

  it('is not made by attributes that the change brings along', () => {
    expect(files.get('hides.py')).toMatchObject({ binary: false, after: 'secretly changed\n' });
    expect(linesOf(files.get('hides.py'))).toEqual(['a', 'secretly changed']);
  });
});

describe('a change that is very long', () => {
  it('is listed whole, and what lies behind the limit says so', async () => {
    const repository = makeRepository();
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    const names = Array.from({ length: longestDiff / longestText + 2 }, (_, index) => `part-${index + 10}.txt`);
    for (const name of names) repository.write(name, `${name}\n`.repeat(longestText / 12 - 1));
    repository.commit();

    const { files } = await readChange(repository);

    expect(files.map((file) => file.path)).toEqual(names);
    expect(files[0]).toMatchObject({ unreadable: null, hunks: [{ oldStart: 0 }] });
    expect(files.at(-1)).toMatchObject({ unreadable: 'left out: the diff of the change passes 16 MB', hunks: [] });
  });

  it('is read only up to a number of characters', async () => {
    const repository = makeRepository();
    for (const name of ['a', 'b', 'c']) repository.write(name, name.repeat(1_000));
    repository.commit();
    const ids = ['a', 'b', 'c'].map((name) => repository.git('rev-parse', `HEAD:${name}`));

    const readings = await readBlobs(await findPlace(repository.folder, scratchEnvironment), ids, 1_500);

    expect(ids.map((id) => readings.get(id)?.kind)).toEqual(['text', 'text', 'unreadable']);
  });
});
