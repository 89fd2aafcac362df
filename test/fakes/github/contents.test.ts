import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAsInstallation, signJwt } from './test-client.ts';
import type { Repository } from './world.ts';

let github: FakeGitHub;
let repository: Repository;
let ask: Ask;

beforeEach(async () => {
  github = await startGitHub({ limits: { treeEntries: 7, graphqlTextBytes: 10 } });
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

describe('GraphQL', () => {
  const QUERY = `query ($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) {
      model: object(expression: "main:src/model.py") { __typename ... on Blob { text byteSize isBinary isTruncated oid } }
      weights: object(expression: "HEAD:weights.bin") { ... on Blob { text byteSize isBinary } }
      shell: object(expression: "main:run.sh") { ... on Blob { text isTruncated } }
      folder: object(expression: "main:src") { __typename }
      absent: object(expression: "main:nowhere") { __typename }
    }
    rateLimit { cost remaining }
  }`;

  it('reads blobs by any number of aliases', async () => {
    const reply = await ask('POST /graphql', { query: QUERY, variables: { owner: 'acme', name: 'quant' } });

    expect(reply.body).toEqual({
      data: {
        repository: {
          model: {
            __typename: 'Blob',
            text: 'x = 1\n',
            byteSize: 6,
            isBinary: false,
            isTruncated: false,
            oid: expect.stringMatching(/^[0-9a-f]{40}$/),
          },
          weights: { text: null, byteSize: 3, isBinary: true },
          shell: { text: '#!/bin/sh\n', isTruncated: false },
          folder: { __typename: 'Tree' },
          absent: null,
        },
        rateLimit: { cost: 1, remaining: 4_999 },
      },
    });
    expect(github.violations).toEqual([]);
  });

  it('cuts long texts and says so', async () => {
    github.commit(repository, { branch: 'main', changes: { 'long.txt': 'twelve bytes' } });
    const query = `{ repository(owner: "acme", name: "quant") { object(expression: "main:long.txt") { ... on Blob { text isTruncated } } } }`;

    const reply = await ask('POST /graphql', { query });

    expect(reply.body).toMatchObject({ data: { repository: { object: { text: 'twelve byt', isTruncated: true } } } });
  });

  it('tells the merge group that was made of a pull request', async () => {
    const pull = github.openPull(repository, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    const query = `{ repository(owner: "acme", name: "quant") { pullRequest(number: 1) { headRefOid mergeQueueEntry { headCommit { oid } baseCommit { oid } } } } }`;
    const before = await ask('POST /graphql', { query });
    const group = github.mergeGroup(pull);

    const after = await ask('POST /graphql', { query });

    expect(before.body).toEqual({
      data: { repository: { pullRequest: { headRefOid: pull.headSha, mergeQueueEntry: null } } },
    });
    expect(after.body).toMatchObject({
      data: {
        repository: {
          pullRequest: { mergeQueueEntry: { headCommit: { oid: group.headSha }, baseCommit: { oid: group.baseSha } } },
        },
      },
    });
    expect(github.violations).toEqual([]);
  });

  it('answers what is not there, or not reached, with an error of its type', async () => {
    github.addRepository({ owner: 'stranger', name: 'theirs' });

    const reply = await ask('POST /graphql', { query: '{ repository(owner: "stranger", name: "theirs") { id } }' });

    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      data: { repository: null },
      errors: [{ type: 'NOT_FOUND', path: ['repository'] }],
    });
    expect(github.violations).toEqual([]);
  });

  it.each([
    { what: 'a query that does not parse', query: '{ repository(' },
    { what: 'a field that the schema does not have', query: '{ repository(owner: "acme", name: "quant") { sauce } }' },
    {
      what: 'a field that the fake does not know',
      query: '{ repository(owner: "acme", name: "quant") { forkCount } }',
    },
  ])('takes $what for a violation', async ({ query }) => {
    const reply = await ask('POST /graphql', { query });

    expect(reply.body).toMatchObject({ errors: [{ message: expect.any(String) }] });
    expect(github.violations).toHaveLength(1);
  });
});
