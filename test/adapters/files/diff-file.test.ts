import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDiffFile } from '../../../src/adapters/files/diff-file.ts';
import { longestText } from '../../../src/change/text.ts';
import type { ChangeReading } from '../../../src/ports/repository.ts';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'conclave-'));
  folder = join(root, 'momentum');
  mkdirSync(folder);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Reads a diff from a file of its own. */
async function read(diff: string | Uint8Array, around: string | null = folder): Promise<ChangeReading> {
  write('change.diff', diff);
  return readDiffFile({ file: join(root, 'change.diff'), folder: around, input: nothing() });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
}

function diffOf(path: string): string {
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,2 @@\n a\n-é\n+c\n`;
}

const diff = diffOf('src/run.py');

describe('a diff that is read from a file', () => {
  it('is a change without commits, under the name of the file', async () => {
    const { change, baseTip, uncommitted, misfits } = await read(diff, null);

    expect(change).toMatchObject({ name: 'change.diff', base: null, head: null });
    expect(change.files).toMatchObject([{ path: 'src/run.py', before: null, after: null, hunks: [{ oldStart: 1 }] }]);
    expect({ baseTip, uncommitted, misfits }).toEqual({ baseTip: null, uncommitted: [], misfits: [] });
  });

  it('may come in through standard input, cut anywhere', async () => {
    const { change } = await readDiffFile({ file: '-', folder: null, input: inPieces(diff) });

    expect(change.name).toBe('standard input');
    expect(change.files[0]?.hunks[0]?.lines[1]?.text).toBe('é');
  });

  it.each([
    ['UTF-16 of Windows PowerShell', Buffer.from(`\uFEFF${diff}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${diff}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${diff}`)],
    ['Windows line ends', Buffer.from(diff.replaceAll('\n', '\r\n'))],
  ])('is understood in %s', async (_, bytes) => {
    const { change } = await read(bytes, null);

    expect(change.files[0]?.hunks[0]?.lines.map((line) => line.text)).toEqual(['a', 'é', 'c']);
  });

  it('lists a file in another encoding as unread, and reads the others', async () => {
    const foreign = Buffer.concat([Buffer.from(diffOf('latin.py'), 'latin1'), Buffer.from(diffOf('src/run.py'))]);

    const { change } = await read(foreign, null);

    expect(change.files).toMatchObject([
      { path: 'latin.py', unreadable: 'not UTF-8', hunks: [] },
      { path: 'src/run.py', unreadable: null, hunks: [{ oldStart: 1 }] },
    ]);
  });
});

describe('a diff joined with a folder', () => {
  it.each([
    ['before', 'a\né\n'],
    ['after', 'a\nc\n'],
    ['after, with Windows line ends', 'a\r\nc\r\n'],
  ])('has both texts when the folder stands %s the change', async (_, standing) => {
    write('momentum/src/run.py', standing);

    const { change, misfits } = await read(diff);

    expect(change.files).toMatchObject([{ before: 'a\né\n', after: 'a\nc\n' }]);
    expect(misfits).toEqual([]);
  });

  it('names the file when the folder holds neither side', async () => {
    write('momentum/src/run.py', 'a\nb\n');

    const { change, misfits } = await read(diff);

    expect(change.files).toMatchObject([{ before: null, after: null, unreadable: null }]);
    expect(misfits).toEqual(['src/run.py']);
  });

  it.each<[string, () => void]>([
    ['a link to a file', () => symlinkSync('/etc/hostname', join(folder, 'run.py'))],
    ['a link to a fitting file outside', () => link('secret/run.py', 'run.py')],
    ['a folder', () => mkdirSync(join(folder, 'run.py'))],
    ['too long', () => write('momentum/run.py', `a\né\n${'x'.repeat(longestText)}`)],
    ['not UTF-8', () => write('momentum/run.py', Buffer.from('a\né\n', 'latin1'))],
  ])('takes no text from what is %s', async (_, prepare) => {
    write('secret/run.py', 'a\né\n');
    prepare();

    const { change, misfits } = await read(diffOf('run.py'));

    expect(change.files).toMatchObject([{ before: null, after: null }]);
    expect(misfits).toEqual(['run.py']);
  });

  it('does not go through a linked folder', async () => {
    write('secret/run.py', 'a\né\n');
    link('secret', 'src');

    expect((await read(diff)).misfits).toEqual(['src/run.py']);
  });

  it('may be joined with a folder that is itself reached through a link', async () => {
    write('momentum/src/run.py', 'a\nc\n');
    symlinkSync(folder, join(root, 'alias'));

    expect((await read(diff, join(root, 'alias'))).misfits).toEqual([]);
  });
});

function link(target: string, path: string): void {
  symlinkSync(join(root, target), join(folder, path));
}

describe('a diff that cannot be reviewed', () => {
  it.each([
    ['an empty one', '', 'the change is empty: no file differs'],
    ['a binary one', 'Binary files a/x.png and b/x.png differ\n', 'the change holds binary files only (x.png)'],
    ['another text', 'Hello\n', 'no file of a unified diff was found'],
    ['a very long one', 'x'.repeat(16 * 1024 * 1024 + 1), 'the diff change.diff is longer than 16 MB'],
  ])('is refused: %s', async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(message) });
  });

  it('is refused with its line', async () => {
    await expect(read(diff.replace('-1,2', '-1,3'))).rejects.toMatchObject({ facts: { where: 'change.diff:8' } });
  });

  it('is refused when there is no such file, or it is a folder', async () => {
    const missing = readDiffFile({ file: join(root, 'none.diff'), folder: null, input: nothing() });
    const directory = readDiffFile({ file: folder, folder: null, input: nothing() });

    await expect(missing).rejects.toMatchObject({
      code: 'bad-input',
      message: 'the diff none.diff cannot be read: there is no such file',
    });
    await expect(directory).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('it is a folder'),
    });
  });

  it('is refused when the folder is none', async () => {
    await expect(read(diff, join(root, 'none'))).rejects.toMatchObject({
      code: 'bad-input',
      facts: { where: '--repo' },
    });
    await expect(read(diff, join(root, 'change.diff'))).rejects.toMatchObject({ code: 'bad-input' });
  });
});
