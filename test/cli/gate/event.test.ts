import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../src/cli/gate/event.ts';
import { parsePullName } from '../../../src/cli/gate/pull-name.ts';

const repository = { id: 7, name: 'quant', owner: { login: 'acme' } };
const pull = { number: 41 };
const listed = { number: 41, base: { repo: { id: 7 } } };
const elsewhere = { number: 3, base: { repo: { id: 8 } } };

const read = (payload: object) => readEvent(JSON.stringify({ repository, ...payload }), 'event.json');

describe('an event', () => {
  it.each([
    ['pull_request', { action: 'edited', number: 41, pull_request: pull }],
    ['pull_request_review', { action: 'submitted', review: { id: 1 }, pull_request: pull }],
    ['issue_comment', { action: 'created', comment: { id: 1 }, issue: { ...pull, pull_request: { url: 'x' } } }],
    ['check_run', { check_run: { pull_requests: [listed] } }],
    ['check_suite', { check_suite: { pull_requests: [elsewhere, listed] } }],
    ['workflow_run', { workflow_run: { pull_requests: [listed, listed] } }],
  ])('%s is about its pull request', (_, payload) => {
    expect(read(payload)).toEqual({ owner: 'acme', name: 'quant', kind: 'pull', number: 41 });
  });

  it('merge_group is about its commits', () => {
    const payload = { merge_group: { head_sha: 'a', head_ref: 'refs/heads/q', base_sha: 'b', base_ref: 'main' } };

    expect(read(payload)).toMatchObject({
      kind: 'group',
      group: { headSha: 'a', headRef: 'refs/heads/q', baseSha: 'b' },
    });
  });

  it.each([
    ['a push', { ref: 'refs/heads/main' }],
    ['an issue', { issue: pull }],
    ['a run of another repository', { check_run: { pull_requests: [elsewhere] } }],
    ['a pull request without number', { pull_request: {} }],
    ['a pull request of another kind', { pull_request: { number: '41' } }],
  ])('of %s is refused', (_, payload) => {
    expect(() => read(payload)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});

describe('the name of a pull request', () => {
  it.each([
    ['acme/quant#41', null],
    ['https://github.com/acme/quant/pull/41', 'https://github.com'],
    ['https://github.com/acme/quant/pull/41/files#diff-1', 'https://github.com'],
    ['https://ghe.example.com/a/b/acme/quant/pull/41', 'https://ghe.example.com/a/b'],
    ['https://ghe.example.com:8443/github/acme/quant/pull/41', 'https://ghe.example.com:8443/github'],
  ])('is read of %s', (text, hostUrl) => {
    expect(parsePullName(text)).toEqual({ owner: 'acme', name: 'quant', number: 41, hostUrl });
  });

  it.each([
    'acme/quant',
    'quant#41',
    'acme/quant#0',
    'acme/../quant#1',
    '../quant#1',
    'acme/..#1',
    'ftp://github.com/acme/quant/pull/41',
    '',
  ])('is not read of "%s"', (text) => {
    expect(() => parsePullName(text)).toThrow('names no pull request');
  });
});
