import { describe, expect, it } from 'vitest';
import { requestOf } from '../../app/events/requests.ts';

const repository = { id: 7, name: 'quant', owner: { login: 'acme' } };
const pull = { repository: { id: 7, owner: 'acme', name: 'quant', installation: 3 }, number: 41 };

function payload(comment: object, action = 'created') {
  return {
    action,
    repository,
    installation: { id: 3 },
    sender: { login: 'ada', type: 'User' },
    pull_request: { number: 41 },
    comment: { id: 9, body: 'the password is hunter2', in_reply_to_id: 8, user: { type: 'User' }, ...comment },
  };
}

const ask = (body: object) => requestOf('pull_request_review_comment', body, 15);

describe('a comment on lines', () => {
  it('lets the threads of its pull request be heard when a person replies, and keeps no word of it', () => {
    expect(ask(payload({}))).toEqual({ kind: 'thread-answered', pull });
  });

  it.each([
    ['begins a thread', payload({ in_reply_to_id: undefined })],
    ['is a program’s', payload({ user: { type: 'Bot' } })],
    ['is of an account that was deleted', payload({ user: null })],
    ['was edited', payload({}, 'edited')],
    ['was deleted', payload({}, 'deleted')],
  ])('asks nothing when it %s', (_, body) => {
    expect(ask(body)).toBeNull();
  });
});
