import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAsInstallation, signJwt } from './test-client.ts';
import type { Repository } from './world.ts';

let github: FakeGitHub;
let repository: Repository;
let ask: Ask;

beforeEach(async () => {
  github = await startGitHub({ limits: { treeEntries: 7 } });
  repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    files: {
      'README.md': '# Qüant\n',
      'src/model.py': 'x = 1\n',
      'run.sh': { mode: '100755', content: '#!/bin/sh\n' },
      'latest.py': { mode: '120000', content: 'src/model.py' },
      vendor: { mode: '160000', content: 'c'.repeat(40) },
      'weights.bin': new Uint8Array([0, 1, 2]),
    },
  });
  ask = await askAsInstallation(github, repository);
});

afterEach(() => github.stop());

describe('a tree', () => {
  it('lists all that is below it with modes, kinds and sizes', async () => {
    const reply = await ask('GET /repos/acme/quant/git/trees/main?recursive=1');

    expect(reply.body).toMatchObject({
      truncated: false,
      tree: [
        { path: 'README.md', mode: '100644', type: 'blob', size: 9 },
        { path: 'latest.py', mode: '120000', type: 'blob', size: 12 },
        { path: 'run.sh', mode: '100755', type: 'blob' },
        { path: 'src', mode: '040000', type: 'tree' },
        { path: 'src/model.py', mode: '100644', type: 'blob' },
        { path: 'vendor', mode: '160000', type: 'commit', sha: 'c'.repeat(40) },
        { path: 'weights.bin', type: 'blob', size: 3 },
      ],
    });
    expect(github.violations).toEqual([]);
  });

  it('says when it was cut', async () => {
    github.commit(repository, { branch: 'main', changes: { 'z.txt': 'z' } });

    const reply = await ask('GET /repos/acme/quant/git/trees/main?recursive=1');

    expect(reply.body).toMatchObject({ truncated: true, tree: { length: 7 } });
    expect(github.violations).toEqual([]);
  });
});

describe('the content of a path', () => {
  it.each([
    { path: 'src/model.py', body: { type: 'file', encoding: 'base64', content: 'eCA9IDEK' } },
    { path: 'src%2Fmodel.py', body: { type: 'file', path: 'src/model.py' } },
    { path: 'src', body: [{ type: 'file', path: 'src/model.py' }] },
    { path: 'latest.py', body: { type: 'symlink', target: 'src/model.py' } },
    { path: 'vendor', body: { type: 'submodule', sha: 'c'.repeat(40) } },
  ])('$path', async ({ path, body }) => {
    const reply = await ask(`GET /repos/acme/quant/contents/${path}`);

    expect(reply.body).toMatchObject(body);
    expect(github.violations).toEqual([]);
  });

  it('is read by its blob as well', async () => {
    const Tree = z.looseObject({ tree: z.array(z.looseObject({ path: z.string(), sha: z.string() })) });
    const { tree } = Tree.parse((await ask('GET /repos/acme/quant/git/trees/main?recursive=1')).body);
    const sha = tree.find(({ path }) => path === 'README.md')?.sha;

    const reply = await ask(`GET /repos/acme/quant/git/blobs/${sha}`);

    const { content } = z.looseObject({ content: z.string() }).parse(reply.body);
    expect(Buffer.from(content, 'base64').toString()).toBe('# Qüant\n');
    expect(github.violations).toEqual([]);
  });

  it('is not found where there is none', async () => {
    const replies = [
      await ask('GET /repos/acme/quant/contents/nowhere.py'),
      await ask('GET /repos/acme/quant/contents/README.md?ref=nowhere'),
      await ask(`GET /repos/acme/quant/git/blobs/${'0'.repeat(40)}`),
    ];

    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(github.violations).toEqual([]);
  });
});

describe('an archive', () => {
  it('streams every file below a folder named by the commit', async () => {
    const head = repository.branches.get('main') ?? '';
    const first = await redirectOf('main');

    const response = await fetch(first.headers.get('location') ?? '');

    const folder = `acme-quant-${head.slice(0, 7)}`;
    expect(first.status).toBe(302);
    expect(await entriesOf(response)).toEqual({
      [`${folder}/`]: '',
      [`${folder}/README.md`]: '# Qüant\n',
      [`${folder}/latest.py`]: '-> src/model.py',
      [`${folder}/run.sh`]: '#!/bin/sh\n',
      [`${folder}/src/model.py`]: 'x = 1\n',
      [`${folder}/vendor/`]: '',
      [`${folder}/weights.bin`]: '\0\x01\x02',
    });
    expect(github.violations).toEqual([]);
  });

  it('may be left before its end', async () => {
    const noise = randomBytes(3_000_000);
    github.commit(repository, { branch: 'main', changes: { noise } });
    const response = await fetch((await redirectOf('main')).headers.get('location') ?? '');

    await response.body?.cancel();

    await vi.waitFor(() => expect(github.calls.at(-1)).toMatchObject({ status: 200 }));
    expect(github.violations).toEqual([]);
  });

  it('is not opened without the word of its redirect', async () => {
    const response = await fetch(`${github.url}/codeload/acme/quant/legacy.tar.gz/main?token=guess`);

    expect(response.status).toBe(404);
  });

  /** Without following the redirect, which the plain client would do. */
  async function redirectOf(ref: string): Promise<Response> {
    const { id } = github.installationOf(repository);
    const issued = await fetch(`${github.url}/app/installations/${id}/access_tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${signJwt(github)}` },
    });
    const { token } = z.looseObject({ token: z.string() }).parse(await issued.json());
    const headers = { authorization: `Bearer ${token}` };
    return fetch(`${github.url}/repos/acme/quant/tarball/${ref}`, { headers, redirect: 'manual' });
  }

  async function entriesOf(response: Response): Promise<Record<string, string>> {
    const entries: Record<string, string> = {};
    const unpack = extract();
    Readable.from(Buffer.from(await response.arrayBuffer()))
      .pipe(createGunzip())
      .pipe(unpack);
    for await (const entry of unpack) {
      const { name, linkname } = entry.header;
      const chunks: Buffer[] = [];
      for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
      entries[name] = linkname ? `-> ${linkname}` : Buffer.concat(chunks).toString();
    }
    return entries;
  }
});
