import { describe, expect, it } from 'vitest';
import { hookOfSecret } from '../../../src/adapters/installation/signal-sources/hook-repository.ts';
import type { AlertNotice } from '../../../src/ops/alerts/notice.ts';
import { startApp } from '../running-app.ts';

const SECRET = 'the-secret-of-the-hook-7c21';
const HOOKS = [
  { secret: 'a-secret-of-another-hook', repository: 'acme/other', alertmanager: null },
  { secret: SECRET, repository: 'acme/momentum', alertmanager: null },
];
const NOTICE = {
  version: '4',
  groupKey: '{}:{alertname="PvcFull"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'conclave',
  groupLabels: { alertname: 'PvcFull' },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager:9093',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'PvcFull', severity: 'P0' },
      annotations: { summary: 'a volume is full' },
      startsAt: '2026-04-29T11:35:00.000Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus:9090/graph',
      fingerprint: 'a1b2c3d4e5f60718',
    },
  ],
};

describe('the hook of Alertmanager', () => {
  it('takes a notice for the repository of its secret', async () => {
    const { send, taken } = await hooked();

    const answer = await send(JSON.stringify(NOTICE));

    expect(answer.status).toBe(202);
    expect(taken).toEqual([{ repository: 'acme/momentum', group: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
  });

  it.each([
    ['no secret', { authorization: undefined }, 401],
    ['another secret', { authorization: 'Bearer the-secret-of-the-hook-7c22' }, 401],
    ['an empty secret', { authorization: 'Bearer ' }, 401],
    ['a secret of Basic', { authorization: `Basic ${SECRET}` }, 401],
    ['another type', { 'content-type': 'text/plain' }, 415],
  ])('refuses a notice with %s and reads nothing of it', async (_what, headers, status) => {
    const { send, taken } = await hooked();

    const answer = await send(JSON.stringify(NOTICE), headers);

    expect([answer.status, taken]).toEqual([status, []]);
  });

  it.each([
    ['no JSON', '{', 'The body is not JSON.'],
    ['no key of its group', JSON.stringify({ ...NOTICE, groupKey: undefined }), 'the key of the group'],
    ['another version', JSON.stringify({ ...NOTICE, version: '3' }), 'version "4"'],
  ])('refuses a body with %s in one sentence', async (_what, body, words) => {
    const { send, taken } = await hooked();

    const answer = await send(body);

    expect([answer.status, taken]).toEqual([400, []]);
    expect(await answer.text()).toContain(words);
  });

  it('refuses a notice that is too long', async () => {
    const { send } = await hooked({ alertBytes: 100 });

    expect((await send(JSON.stringify(NOTICE))).status).toBe(413);
  });

  it('is answered with 503 before the app is set up, so that the notice comes again', async () => {
    const app = await startApp({ webhooks: 'none' });

    const answer = await fetch(`${app.url}/hooks/alertmanager`, { method: 'POST', body: '{}' });

    expect(answer.status).toBe(503);
  });

  it('refuses everybody where no hook has a secret', async () => {
    const app = await startApp();
    const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };

    const answer = await fetch(`${app.url}/hooks/alertmanager`, { method: 'POST', body: '{}', headers });

    expect(answer.status).toBe(401);
  });

  it('is answered with 500 when the notice could not be put on record', async () => {
    const { send } = await hooked({}, async () => {
      throw new Error('the database is away');
    });

    expect((await send(JSON.stringify(NOTICE))).status).toBe(500);
  });
});

type Headers = Readonly<Record<string, string | undefined>>;

async function hooked(limits = {}, work: (notice: AlertNotice) => Promise<void> = async () => {}) {
  const taken: { readonly repository: string; readonly group: string }[] = [];
  const app = await startApp({
    limits,
    alerts: {
      hookOf: (secret) => hookOfSecret(HOOKS, secret),
      take: async ({ repository }, notice) => {
        await work(notice);
        taken.push({ repository, group: notice.group });
      },
    },
  });
  const send = (body: string, changed: Headers = {}) => {
    const all = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json', ...changed };
    const headers = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    );
    return fetch(`${app.url}/hooks/alertmanager`, { method: 'POST', body, headers });
  };
  return { send, taken };
}
