import { describe, expect, it } from 'vitest';
import { inTurn, rateLimit, rateLimitWithRetryInfo, status } from '../fakes/loopback-reply.ts';
import { seatOf } from './record.ts';
import { opinion } from './script.ts';
import { openStage } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const PRO = 'google:gemini-2.5-pro';
const SMALL = 'mistral:mistral-small-latest';
const config = `version: 1\ncommittee:\n  fallbacks:\n    ${LARGE}: [${SMALL}]\n`;

describe.concurrent('a provider that stumbles', () => {
  it.each([
    { what: '429 with a wait of one second', first: rateLimit(1) },
    { what: '500', first: status(500) },
  ])('is asked again and paid once: $what', async ({ first }) => {
    await using stage = await openStage({ mistral: { opinion: inTurn(first, opinion()) }, gemini: {} }, { config });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(0);
    expect(session.verdict.status).toBe('ACCEPTED');
    expect(stage.calls('mistral', 'opinion').map(({ model }) => model)).toEqual(Array(2).fill('mistral-large-latest'));
    const seat = seatOf(session, 'ops/first');
    expect(seat).toMatchObject({ standing: 'heard', answered_by: LARGE, failed_tries: [], totals: { calls: 1 } });
    expect(seat.totals.latency_ms).toBeGreaterThanOrEqual(1_000);
  });

  it.each([
    { what: 'its header', service: 'mistral', model: LARGE, seat: 'ops/first', limited: rateLimit(120) },
    { what: 'its body', service: 'gemini', model: PRO, seat: 'ops/second', limited: rateLimitWithRetryInfo('120s') },
  ] as const)('is left at once for the fallback when $what asks for a long wait', async (limit) => {
    const { service, model, seat, limited } = limit;
    const cast = { mistral: {}, gemini: {}, [service]: { opinion: inTurn(limited, opinion()) } };
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${model}: [mistral:mistral-small-latest]\n`;
    await using stage = await openStage(cast, { config });

    const { exitCode, session, errors } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(0);
    expect(stage.served.filter((one) => one.model === model)).toHaveLength(1);
    const record = seatOf(session, seat);
    expect(record).toMatchObject({ standing: 'heard', model, answered_by: SMALL });
    expect(record.failed_tries).toMatchObject([{ model, reason: 'rate-limited' }]);
    expect(record.totals).toMatchObject({ calls: 2, possibly_spent_micro_usd: 0 });
    expect(errors).toMatch(/failed: .*429.*wait 120 s/);
    expect(errors).toMatch(/ mistral-small-latest \(fallback for [\w.-]+\)$/m);
  });

  it('is asked once more under a reservation of its own when the first call may have been charged', async () => {
    await using stage = await openStage(
      { mistral: { opinion: inTurn(status(502), opinion()) }, gemini: {} },
      { config },
    );

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(0);
    const seat = seatOf(session, 'ops/first');
    expect(seat).toMatchObject({ standing: 'heard', answered_by: LARGE, failed_tries: [{ reason: 'server-error' }] });
    expect(seat.totals.calls).toBe(2);
    expect(seat.totals.possibly_spent_micro_usd).toBeGreaterThan(seat.totals.micro_usd);
  });

  it('is not heard when it stays down for three tries', async () => {
    await using stage = await openStage({ mistral: {}, gemini: { opinion: status(503) } });

    const { exitCode, session } = await stage.review('--experts', 'ops');

    expect(exitCode).toBe(3);
    expect(stage.calls('gemini', 'opinion')).toHaveLength(3);
    const seat = seatOf(session, 'ops/second');
    expect(seat).toMatchObject({ standing: 'failed', failed_tries: [{ reason: 'server-error' }] });
    expect(seat.failed_tries[0]?.message).toContain('503 at try 3');
    expect(seat.totals).toMatchObject({ calls: 1, micro_usd: 0, possibly_spent_micro_usd: 0 });
  });
});
