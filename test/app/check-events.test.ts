import { describe, expect, it } from 'vitest';
import { requestOf } from '../../app/events/requests.ts';

const OURS = 48_015;
const base = {
  repository: { id: 7, name: 'quant', owner: { login: 'acme' } },
  installation: { id: 3 },
  sender: { login: 'wim', type: 'User' },
};
const repository = { id: 7, owner: 'acme', name: 'quant', installation: 3 };
const run = (action: string, name: string, app: number | null, key = '') => ({
  ...base,
  action,
  check_run: { name, head_sha: 'abc', external_id: key, app: app === null ? null : { id: app } },
});
const read = (event: string, payload: object) => requestOf(event, payload, OURS);

describe('a check of a commit', () => {
  it.each([
    ['a check of another app that begins', 'check_run', run('created', 'test', 15_368)],
    ['a check of another app that ends', 'check_run', run('completed', 'test', 15_368)],
    ['a check of another app with a name of ours', 'check_run', run('completed', 'conclave/rules', 15_368)],
    ['a check of ours on which rules may hang', 'check_run', run('completed', 'conclave/backtest', OURS)],
    ['a commit status', 'status', { ...base, sha: 'abc' }],
  ])('is looked at: %s', (_, event, payload) => {
    expect(read(event, payload)).toEqual({ kind: 'checks-changed', repository, headSha: 'abc' });
  });

  it.each(['conclave/rules', 'conclave/guardrails', 'conclave/verdict'])(
    'of ours changes nothing, so that nothing goes round in circles: %s',
    (name) => {
      expect(['created', 'completed'].map((action) => read('check_run', run(action, name, OURS)))).toEqual([
        null,
        null,
      ]);
    },
  );

  it('of ours is said again for its pull request when somebody asks for that', () => {
    const pressed = read('check_run', run('rerequested', 'conclave/rules', OURS, 'check:rules:7:41:abc:0123456789ab'));

    expect(pressed).toEqual({ kind: 'check-pressed', check: 'rules', pull: { repository, number: 41 }, by: 'wim' });
  });

  it.each([
    ['of another app', run('rerequested', 'conclave/rules', 9, 'check:rules:7:41:abc:0123456789ab')],
    [
      'with the key of another repository',
      run('rerequested', 'conclave/rules', OURS, 'check:rules:8:41:abc:0123456789ab'),
    ],
    ['with a key that is none', run('rerequested', 'conclave/rules', OURS, 'check:guardrails:7:41:abc:0123456789ab')],
  ])('is not said again when it is one %s', (_, payload) => {
    expect(read('check_run', payload)).toBeNull();
  });
});
