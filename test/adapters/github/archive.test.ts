import { gzipSync } from 'node:zlib';
import nock from 'nock';
import { type Header, pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { accessTo } from '../../../src/adapters/github/access.ts';
import { readArchive } from '../../../src/adapters/github/archive.ts';
import { blobId } from '../../../src/adapters/github/blob.ts';
import { openClients } from '../../../src/adapters/github/clients.ts';
import { API, privateKey, quant, REPOSITORY, scriptToken, useNock } from './nock-host.ts';

useNock();

const commit = 'a'.repeat(40);
const ELSEWHERE = 'https://codeload.test';

type Piece = Partial<Header> & { readonly name: string; readonly content?: string };

async function archiveOf(pieces: readonly Piece[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of pieces) archive.entry(header, content ?? '');
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
}

/** Reads an archive in which the named texts are wanted; returns what was found, and the note. */
async function read(bytes: Buffer, wanted: Readonly<Record<string, string>>, location = `${ELSEWHERE}/x?token=SECRET`) {
  scriptToken();
  nock(API).get(`${REPOSITORY}/tarball/${commit}`).reply(302, '', { location });
  if (location.startsWith(ELSEWHERE))
    nock(ELSEWHERE, { badheaders: ['authorization'] })
      .get('/x')
      .query({ token: 'SECRET' })
      .reply(200, bytes);
  const clients = openClients({ appId: 15, privateKey, apiUrl: API, pacing: 'none' });
  const access = accessTo(quant, clients.forRepository(quant));
  const found: string[] = [];
  const order = {
    commit,
    wanted: Object.entries(wanted).map(([path, text]) => ({ id: idOf(text), size: text.length, commit, path })),
  };
  const note = await readArchive(access, order, (files) => {
    found.push(...[...files.values()].map((each) => Buffer.from(each).toString('utf8')));
  });
  return { found, note };
}

const idOf = (text: string) => blobId(Buffer.from(text), commit);

describe('the archive of a commit', () => {
  it('gives the wanted files, led to without our token', async () => {
    const bytes = await archiveOf([
      { name: 'pax_global_header', type: 'file', content: 'x' },
      { name: 'acme-quant-aaaaaaa/', type: 'directory' },
      { name: 'acme-quant-aaaaaaa/a.py', content: 'a\n' },
      { name: 'acme-quant-aaaaaaa/empty.txt' },
      { name: `acme-quant-aaaaaaa/${'deep/'.repeat(40)}é.py`, content: 'deep\n' },
      { name: 'acme-quant-aaaaaaa/unwanted.py', content: 'u\n' },
    ]);

    const { found, note } = await read(bytes, {
      'a.py': 'a\n',
      'empty.txt': '',
      [`${'deep/'.repeat(40)}é.py`]: 'deep\n',
    });

    expect(found).toEqual(['a\n', '', 'deep\n']);
    expect(note).toBeNull();
  });

  it('gives nothing that its own attributes altered, nor links, nor what stands elsewhere', async () => {
    const bytes = await archiveOf([
      { name: 'top/version.py', content: 'commit = a1b2c3d\n' },
      { name: 'top/link.py', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'top/hard.py', type: 'link', linkname: 'top/a.py' },
      { name: 'top/../../etc/passwd', content: 'evil\n' },
      { name: '/a.py', content: 'evil\n' },
    ]);
    const wanted = { 'version.py': 'commit = $Format:%h$\n', 'link.py': 'l\n', 'hard.py': 'h\n', 'a.py': 'a\n' };

    const { found, note } = await read(bytes, wanted);

    expect(found).toEqual([]);
    expect(note).toBeNull();
  });

  it.each([
    ['is cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['is no archive', () => Buffer.from('<html>')],
  ])('that %s gives what came before, and a note', async (_, spoil) => {
    const bytes = await archiveOf([
      { name: 'top/a.py', content: 'a\n' },
      { name: 'top/b.py', content: 'b\n'.repeat(50_000) },
    ]);

    const { note } = await read(spoil(bytes), { 'a.py': 'a\n', 'b.py': 'b\n'.repeat(50_000) });

    expect(note).toContain(`The archive of ${commit} could not be read to its end`);
    expect(note).not.toContain('SECRET');
  });

  it('is not read over a connection without encryption', async () => {
    const { found, note } = await read(Buffer.alloc(0), { 'a.py': 'a\n' }, 'http://codeload.test/x?token=SECRET');

    expect(found).toEqual([]);
    expect(note).toContain('without encryption');
    expect(note).not.toContain('SECRET');
  });
});
