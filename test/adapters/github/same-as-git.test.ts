import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import type { ChangedFile } from '../../../src/change/change.ts';
import { makeRepository, removeFolders, scratchEnvironment } from '../git/scratch-repository.ts';
import { demandChange, refOf, useFake } from './fake-host.ts';

afterAll(removeFolders);

const stage = useFake();
const text = Array.from({ length: 60 }, (_, index) => `line ${index}\n`).join('');

/** A branch `change` that does to files whatever can be done to them. */
function makeBranch() {
  const scratch = makeRepository();
  scratch.write('binary.dat', Buffer.from([1, 0, 2]));
  scratch.write('crlf.txt', 'one\r\ntwo\r\n');
  scratch.write('gone/deep.py', 'gone\n');
  scratch.write('latin.txt', Buffer.from([0x63, 0xe9, 10]));
  scratch.write('linked.txt', 'text\n');
  scratch.write('moved.py', text);
  scratch.write('renamed.py', text.replaceAll('line', 'row'));
  scratch.write('run.py', text);
  scratch.write('unended.txt', 'a');
  scratch.commit();
  scratch.git('checkout', '--quiet', '-b', 'change');
  scratch.git('mv', 'moved.py', 'moved-away.py');
  scratch.git('mv', 'renamed.py', 'src-renamed.py');
  scratch.git('rm', '--quiet', 'gone/deep.py', 'linked.txt');
  symlinkSync('/etc/passwd', join(scratch.folder, 'linked.txt'));
  scratch.write('src-renamed.py', text.replaceAll('line', 'row').replace('row 5\n', 'row five\n'));
  scratch.write('binary.dat', Buffer.from([1, 0, 3]));
  scratch.write('crlf.txt', 'one\r\n2\r\n');
  scratch.write('latin.txt', 'cé\n');
  scratch.write('long.csv', 'x'.repeat(2 * 1024 * 1024 + 1));
  scratch.write('new/é "quoted".txt', '\uFEFFnew\n');
  scratch.write('run.py', text.replace('line 3\n', '').replace('line 50\n', 'line fifty\n'));
  scratch.write('unended.txt', 'a\nb');
  scratch.write('wide.txt', Buffer.from('\uFEFFwide\n', 'utf16le'));
  const head = scratch.commit();
  return { scratch, head };
}

/** Without what git writes behind `@@`, which the fake does not know. */
const bare = (file: ChangedFile) => ({ ...file, hunks: file.hunks.map((hunk) => ({ ...hunk, section: '' })) });

describe('a branch', () => {
  it('is the same change whether it is read from GitHub or from a clone', async () => {
    const { github, app } = stage();
    const { scratch, head } = makeBranch();
    const imported = github.importRepository(scratch.folder, { owner: 'acme', name: 'imported' });
    const pull = github.openPull(imported, { title: 'Change', head: 'change' });
    const clone = await openRepository(scratch.folder, scratchEnvironment);
    const { change: expected } = await clone.readRange({ base: 'main', head });
    const host = app.repository(refOf(github, imported));

    const { change } = await demandChange({ ...stage(), host }, pull);

    expect(change.files.map(bare)).toEqual(expected.files.map(bare));
    expect([change.base, change.head]).toEqual([expected.base, expected.head]);
    expect(change.files.length).toBeGreaterThan(10);
  });

  it('lists the same files with the same ids whether it is read from GitHub or from a clone', async () => {
    const { github, app } = stage();
    const { scratch, head } = makeBranch();
    const imported = github.importRepository(scratch.folder, { owner: 'acme', name: 'imported' });
    const clone = await openRepository(scratch.folder, scratchEnvironment);
    const { files } = app.repository(refOf(github, imported));
    const folders = ['', 'new', 'new/', 'gone', '../new', 'run.py'];

    const listed = await Promise.all(folders.map((folder) => files.listBlobs(head, folder)));

    expect(listed).toEqual(await Promise.all(folders.map((folder) => clone.listBlobs(head, folder))));
    expect(listed[0]).toContainEqual(expect.objectContaining({ path: 'linked.txt', kind: 'link' }));
    expect(listed.map(({ length }) => length)).toEqual([11, 1, 1, 0, 0, 0]);
  });
});
