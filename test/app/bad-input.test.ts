import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { shareStage } from './stage/shared-stage.ts';

const shared = shareStage({ committee: 'small' });
const OPENED = JSON.stringify({ action: 'opened', number: 1 });
const MEGABYTE = 1_048_576;

interface BadDelivery {
  readonly body: string;
  /** Undefined takes a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

describe('at the door', () => {
  it.each<[string, number, BadDelivery]>([
    ['a wrong signature', 401, { body: OPENED, headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } }],
    ['no signature', 401, { body: OPENED, headers: { 'x-hub-signature-256': undefined } }],
    ['a form', 415, { body: OPENED, headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['a body of 26 MB', 413, { body: JSON.stringify({ text: 'x'.repeat(26 * MEGABYTE) }) }],
    ['a list', 400, { body: '[]' }],
    ['no JSON', 400, { body: '{' }],
    ['no event', 400, { body: OPENED, headers: { 'x-github-event': undefined } }],
    ['no delivery id', 400, { body: OPENED, headers: { 'x-github-delivery': undefined } }],
    ['an event that nobody knows', 202, { body: OPENED, headers: { 'x-github-event': 'moon_landing' } }],
    ['a payload without what is needed', 200, { body: OPENED }],
  ])('%s is answered with %i, and nothing of it is stored', async (_what, status, bad) => {
    const before = await countRows();

    const answer = await send(bad);

    expect(answer.status).toBe(status);
    expect(await countRows()).toEqual(before);
  });
});

async function send({ body, headers = {} }: BadDelivery): Promise<Response> {
  const { github, apps } = shared.stage;
  const signature = createHmac('sha256', github.webhookSecret).update(body).digest('hex');
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${signature}`,
    ...headers,
  };
  const given = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  return fetch(`${apps[0]?.url}/webhooks`, { method: 'POST', headers: given, body });
}

/** Rows of every table of ours, and of the stories that were begun. */
async function countRows() {
  const tables = (await shared.tables()).filter((table) => /^conclave\.|^dbos\.workflow_(?:status|input)$/.test(table));
  return shared.rows(
    tables.map((table) => `select '${table}' as name, count(*)::int from ${table}`).join(' union all '),
  );
}
