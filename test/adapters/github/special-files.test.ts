import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../../src/change/change.ts';
import type { FileContent } from '../../fakes/github/git-objects.ts';
import { demandFile, useFake } from './fake-host.ts';

const stage = useFake({
  'crlf.txt': 'one\r\ntwo\r\n',
  'latin.txt': Buffer.from([0x63, 0x61, 0x66, 0xe9, 10]),
  'link.txt': 'text\n',
  'mode.sh': 'run\n',
  'run.py': 'a\n',
});

/** A file as a change holds it that also alters a plain text, since a change without any text is not read. */
async function readFile(path: string, content: FileContent): Promise<ChangedFile> {
  const { github, repository } = stage();
  const changes = { 'run.py': 'b\n', [path]: content };
  const pull = github.openPull(repository, { title: 'Special', head: 'change', changes });
  return demandFile(stage(), pull, path);
}

describe('a file that is not plain text', () => {
  it('has neither texts nor hunks when it is binary', async () => {
    const file = await readFile('image.png', Buffer.from([0, 1, 2]));

    expect(file).toMatchObject({
      status: 'added',
      binary: true,
      before: null,
      after: null,
      hunks: [],
      unreadable: null,
    });
  });

  it('is told apart from a binary one when it is UTF-16', async () => {
    const file = await readFile('wide.txt', Buffer.from('\uFEFFwide\n', 'utf16le'));

    expect(file).toMatchObject({ binary: false, after: null, hunks: [], unreadable: 'UTF-16, not UTF-8' });
  });

  it('is not converted from another encoding, on either side', async () => {
    const file = await readFile('latin.txt', 'café\n');

    expect(file).toMatchObject({ before: null, after: 'café\n', hunks: [], unreadable: 'not UTF-8 before the change' });
  });

  it('is listed and not read when it is longer than 2 MB', async () => {
    const file = await readFile('long.csv', 'x'.repeat(2 * 1024 * 1024 + 1));

    expect(file).toMatchObject({ after: null, hunks: [], unreadable: 'over 2 MB' });
  });

  it('is never followed when it is a symbolic link', async () => {
    const file = await readFile('link.txt', { mode: '120000', content: '/etc/passwd' });

    expect(file).toMatchObject({ status: 'modified', before: null, after: null, unreadable: 'a symbolic link' });
  });

  it('is named when it is a submodule', async () => {
    const file = await readFile('vendor', { mode: '160000', content: 'a'.repeat(40) });

    expect(file).toMatchObject({ status: 'added', binary: false, after: null, unreadable: 'a submodule' });
  });
});

describe('a text', () => {
  it('with CRLF has plain line ends and hunks that fit it', async () => {
    const file = await readFile('crlf.txt', 'one\r\n2\r\n');

    expect(file).toMatchObject({ before: 'one\ntwo\n', after: 'one\n2\n' });
    expect(file.hunks[0]?.lines.map(({ text }) => text)).toEqual(['one', 'two', '2']);
  });

  it('that only became executable is listed without hunks', async () => {
    const file = await readFile('mode.sh', { mode: '100755', content: 'run\n' });

    expect(file).toMatchObject({ status: 'modified', before: 'run\n', after: 'run\n', hunks: [] });
  });

  it('keeps its byte order mark', async () => {
    const file = await readFile('mark.txt', '\uFEFFmarked\n');

    expect(file.after).toBe('\uFEFFmarked\n');
  });

  it('is read at a path that would mislead a query', async () => {
    const file = await readFile('a"b: {x} $e0\\n é.txt', 'odd\n');

    expect(file.after).toBe('odd\n');
  });
});
