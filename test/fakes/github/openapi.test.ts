import { describe, expect, it } from 'vitest';
import { describeOperation, payloadFaults } from './openapi.ts';

describe("GitHub's description", () => {
  const blob = { content: '', encoding: 'base64', url: 'https://example.org/', sha: 'a', size: 0, node_id: 'b' };

  it.each([
    { what: 'has nothing against a described answer', status: 200, body: blob, faults: [] },
    {
      what: 'misses a field of an answer',
      status: 200,
      body: { ...blob, sha: undefined },
      faults: ["answer must have required property 'sha'"],
    },
    {
      what: 'minds the kind of a field',
      status: 200,
      body: { ...blob, size: '0' },
      faults: [expect.stringContaining('answer/size must be integer,null')],
    },
    { what: 'takes null where it says so', status: 200, body: { ...blob, size: null }, faults: [] },
    { what: 'knows no such success', status: 201, body: blob, faults: ['status 201 is not described'] },
    { what: 'lets a refusal pass that it does not describe', status: 401, body: {}, faults: [] },
  ])('$what', ({ status, body, faults }) => {
    const operation = describeOperation('GET /repos/{owner}/{repo}/git/blobs/{file_sha}');

    const found = operation.answerFaults(status, JSON.parse(JSON.stringify(body)));

    expect(found.slice(0, 1)).toEqual(faults);
  });

  it('turns what stands in path and query into numbers', () => {
    const operation = describeOperation('GET /repos/{owner}/{repo}/pulls/{pull_number}/files');
    const request = {
      path: { owner: 'acme', repo: 'quant', pull_number: '7' },
      query: { per_page: '100' },
      body: undefined,
    };

    const faults = operation.requestFaults(request);

    expect(faults).toEqual([]);
    expect(request).toMatchObject({ path: { pull_number: 7 }, query: { per_page: 100 } });
  });

  it('has no operation of a name that was mistyped', () => {
    expect(() => describeOperation('GET /repos/{owner}/{repo}/pull')).toThrow('has no GET');
  });

  it('minds the payload of an event, and has no opinion on one that it does not know', () => {
    expect(payloadFaults('merge_group', 'checks_requested', { action: 'checks_requested' })).toHaveLength(1);
    expect(payloadFaults('unheard_of', undefined, {})).toBeNull();
  });
});
