import { describe, expect, it } from 'vitest';
import { judgeDeliveries, judgeHook, judgeServer } from '../../../src/flows/doctor/webhook.ts';
import type { HookFacts } from '../../../src/ports/app-examiner.ts';
import type { ServerAnswer } from '../../../src/ports/installation.ts';

const PUBLIC = 'https://conclave.example.com';
const HOOK: HookFacts = { url: `${PUBLIC}/webhooks`, contentType: 'json', hasSecret: true, checksCertificate: true };

describe('where events are sent', () => {
  it.each<[string, Partial<HookFacts>, string | null, readonly string[]]>([
    ['to this server', {}, PUBLIC, ['ok']],
    ['nowhere', { url: null }, PUBLIC, ['failure']],
    ['elsewhere', { url: 'https://old.example.com/webhooks' }, PUBLIC, ['failure']],
    ['to another path', { url: `${PUBLIC}/api/github/webhooks` }, PUBLIC, ['failure']],
    ['somewhere, while nobody said where the server is', {}, null, ['warning']],
    ['as a form', { contentType: 'form' }, PUBLIC, ['ok', 'failure']],
    ['unsigned', { hasSecret: false }, PUBLIC, ['ok', 'failure']],
    ['without a look at the certificate', { checksCertificate: false }, PUBLIC, ['ok', 'warning']],
  ])('%s', (_, changes, publicUrl, expected) => {
    const lines = judgeHook({ ...HOOK, ...changes }, publicUrl);

    expect(lines.map(({ status }) => status)).toEqual(expected);
  });
});

describe('the last deliveries', () => {
  const at = (guid: string, statusCode: number) => ({ guid, event: 'push', at: '2026-05-12T09:00:00Z', statusCode });

  it.each([
    ['all arrived', [at('b', 202), at('a', 200)], 'ok', 'the last 2 deliveries arrived'],
    ['there are none', [], 'warning', 'GitHub has delivered nothing'],
    ['the newest failed', [at('b', 502), at('a', 202)], 'failure', '1 of the last 2 deliveries failed (502)'],
    ['an older one failed', [at('b', 202), at('a', 500)], 'warning', '1 of the last 2 deliveries failed (500)'],
    ['a failed one arrived later', [at('a', 202), at('a', 502)], 'ok', 'the last 1 deliveries arrived'],
  ])('%s', (_, attempts, status, found) => {
    const line = judgeDeliveries(attempts);

    expect(line.status).toBe(status);
    expect(line.found).toContain(found);
  });

  it.each([
    [401, 'secret'],
    [404, '/webhooks'],
    [502, 'could not reach'],
    [504, '10 seconds'],
    [500, 'log'],
  ])('that ended with %i say what to do', (statusCode, advice) => {
    expect(judgeDeliveries([at('a', statusCode)]).advice).toContain(advice);
  });
});

describe('the server', () => {
  it.each<[ServerAnswer, string]>([
    [{ kind: 'ready', warnings: [] }, 'ok'],
    [{ kind: 'ready', warnings: ['the oldest waiting work has waited 400 s'] }, 'warning'],
    [{ kind: 'not-ready', problems: ['the database does not answer'] }, 'failure'],
    [{ kind: 'stranger', status: 404 }, 'failure'],
    [{ kind: 'reached' }, 'ok'],
    [{ kind: 'silent', why: 'connect ECONNREFUSED' }, 'failure'],
  ])('that answers %j', (answer, status) => {
    expect(judgeServer(PUBLIC, answer).status).toBe(status);
  });
});
