import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFolder, readBelow } from '../../../src/adapters/files/project-folder.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'conclave-project-')));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string | Uint8Array = 'x\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe('a folder', () => {
  it('is listed without links and without what tools put there', async () => {
    for (const path of ['b/a.md', 'a.md', '.github/x.yml', 'node_modules/a/b.md', '.git/config']) write(path);
    symlinkSync('a.md', join(root, 'link.md'));
    symlinkSync('b', join(root, 'folder'));

    expect(await listFolder(root)).toEqual({
      paths: ['.github/x.yml', 'a.md', 'b/a.md'],
      links: ['folder', 'link.md'],
      isWhole: true,
    });
  });
});

describe('a text below a folder', () => {
  it('is read', async () => {
    write('docs/a.md', 'é\r\n');

    expect(await readBelow(root, 'docs/a.md')).toEqual({ kind: 'text', text: 'é\n' });
  });

  it('is not read through a link at its place or above it', async () => {
    write('docs/a.md');
    symlinkSync('docs', join(root, 'linked'));
    symlinkSync('docs/a.md', join(root, 'a.md'));

    expect([await readBelow(root, 'linked/a.md'), await readBelow(root, 'a.md')]).toEqual([
      { kind: 'link' },
      { kind: 'link' },
    ]);
  });

  it.each([
    ['there is none', 'gone/a.md', { kind: 'absent' }],
    ['it is a folder', 'docs', { kind: 'absent' }],
    ['it lies outside', '../a.md', { kind: 'absent' }],
    ['it is Latin-1', 'docs/latin.md', { kind: 'unreadable', reason: 'not UTF-8' }],
    ['it is binary', 'docs/data.md', { kind: 'binary' }],
    ['it is long', 'docs/long.md', { kind: 'unreadable', reason: 'over 1 MB' }],
  ])('is told apart when %s', async (_, path, reading) => {
    write('docs/latin.md', Buffer.from('é', 'latin1'));
    write('docs/data.md', Buffer.from('a\0'));
    write('docs/long.md', 'x'.repeat(1024 * 1024 + 1));

    expect(await readBelow(root, path, 1024 * 1024)).toEqual(reading);
  });
});
