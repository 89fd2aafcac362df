import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../src/ports/models.ts';
import { silence } from '../fakes/loopback-reply.ts';
import { holdFlow, prepareFlow } from './flow.ts';
import { seatOf } from './record.ts';
import { openStage } from './stage.ts';

const SMALL = 'mistral:mistral-small-latest';
const PRO = 'google:gemini-2.5-pro';

/** The real adapter with less patience, but enough for the question to arrive on a busy machine. */
const impatient = (request: ModelRequest) => ({ ...request, timeoutMs: 2_000 });

describe('a model that says nothing', () => {
  it('is not heard, and what it may have charged counts as possibly spent', async () => {
    await using stage = await openStage({ mistral: {}, gemini: { opinion: silence() } });
    const request = await prepareFlow(stage);

    const { session } = await holdFlow(stage, request, (asked) => (asked.model === PRO ? impatient(asked) : asked));

    const seat = seatOf(session, 'ops/second');
    expect(session.verdict.status).toBe('INCONCLUSIVE');
    expect(seat).toMatchObject({ standing: 'failed', failed_tries: [{ model: PRO, reason: 'timed-out' }] });
    expect(seat.failed_tries[0]?.message).toContain('did not answer within 2 s');
    expect(seat.totals).toMatchObject({ calls: 1, micro_usd: 0 });
    expect(seat.totals.possibly_spent_micro_usd).toBeGreaterThan(8_000 * 10);
    expect(stage.calls('gemini', 'opinion')).toHaveLength(1);
  });

  it('is replaced by its fallback, and the seat is told as fallen back while it happens', async () => {
    await using stage = await openStage({ mistral: {}, gemini: { opinion: silence() } });
    const prepared = await prepareFlow(stage);
    const seats = prepared.seats.map((seat) => (seat.model === PRO ? { ...seat, fallbacks: [SMALL] } : seat));

    const { session, events } = await holdFlow(stage, { ...prepared, seats }, (asked) =>
      asked.model === PRO ? impatient(asked) : asked,
    );

    expect(session.verdict.status).toBe('ACCEPTED');
    expect(seatOf(session, 'ops/second')).toMatchObject({ standing: 'heard', answered_by: SMALL });
    const told = events.filter((event) => 'call' in event && event.call === 'ops/second');
    expect(told).toMatchObject([
      { kind: 'asked', model: PRO },
      { kind: 'try-failed', model: PRO, next: SMALL },
      { kind: 'asked', model: SMALL },
      { kind: 'answered', model: SMALL, stance: 'accept' },
    ]);
  });

  it('is not waited for longer than two minutes', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });
    const patience = new Set<number>();

    await holdFlow(stage, await prepareFlow(stage), (asked) => {
      patience.add(asked.timeoutMs);
      return asked;
    });

    expect([...patience]).toEqual([120_000]);
  });
});
