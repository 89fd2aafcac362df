import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAsInstallation } from './test-client.ts';
import type { Repository } from './world.ts';

let github: FakeGitHub;
let repository: Repository;
let ask: Ask;

beforeEach(async () => {
  github = await startGitHub({ limits: { graphqlTextBytes: 10 } });
  repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    files: {
      'src/model.py': 'x = 1\n',
      'run.sh': { mode: '100755', content: '#!/bin/sh\n' },
      'weights.bin': new Uint8Array([0, 1, 2]),
    },
  });
  ask = await askAsInstallation(github, repository);
});

afterEach(() => github.stop());

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
