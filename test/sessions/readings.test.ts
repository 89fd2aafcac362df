import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../src/finops/estimate.ts';
import type { ModelCall } from '../fakes/loopback.ts';
import { status } from '../fakes/loopback-reply.ts';
import { holdFlow, prepareFlow, withWindows } from './flow.ts';
import { seatOf } from './record.ts';
import { type Answering, confirming, opinion } from './script.ts';
import { claim, newFile } from './small-change.ts';
import { openStage } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const SMALL = 'mistral:mistral-small-latest';
const PRO = 'google:gemini-2.5-pro';

/** Room for the frame of a prompt, the longest answer and a few hundred lines. */
const SMALL_WINDOW = 24_800;

const LINES = Array.from({ length: 900 }, (_, index) => `limit_${index} = spread_${index} / ${index}`);
const diff = [
  newFile('src/limits.py', `${LINES.slice(0, 600).join('\n')}\n`),
  newFile('src/more_limits.py', `${LINES.slice(600).join('\n')}\n`),
].join('');

/** Answers a reading by its number, `You read part 2 of 3`. */
function byReading(answers: Readonly<Record<string, ReturnType<typeof opinion>>>): Answering {
  return (call) => answers[partOf(call)] ?? opinion({ score: 9, summary: `Part ${partOf(call)}.` });
}

function partOf({ prompt }: ModelCall): string {
  return /You read part (\d+) of \d+ of this dossier/.exec(prompt)?.[1] ?? '';
}

describe('a dossier that does not fit into the window of a model', () => {
  it('is read in parts by that model alone; no line is left out and none shown twice', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} }, { diff });
    const prepared = await prepareFlow(stage);
    const request = { ...prepared, catalog: withWindows(prepared.catalog, { [LARGE]: SMALL_WINDOW }) };

    const { session } = await holdFlow(stage, request);

    const parts = stage.calls('mistral', 'opinion').map(({ prompt }) => prompt);
    expect(parts.length).toBeGreaterThan(2);
    for (const line of LINES) {
      expect(parts.filter((prompt) => new RegExp(`\\| ${line.replace('/', '\\/')}$`, 'm').test(prompt))).toHaveLength(
        1,
      );
    }
    for (const prompt of parts) expect(estimateTokens(prompt) + 8_000).toBeLessThan(SMALL_WINDOW);
    expect(stage.calls('gemini', 'opinion')).toHaveLength(1);
    expect(seatOf(session, 'ops/first')).toMatchObject({ readings: parts.length, totals: { calls: parts.length } });
    expect(seatOf(session, 'ops/second')).toMatchObject({ readings: 1, totals: { calls: 1 } });
    expect(session.coverage.share).toBe(1);
    const kept = stage.files().get(`sessions/${session.id}_artifact.md`) ?? '';
    for (const line of LINES) expect(kept).toContain(`| ${line}\n`);
  });

  it('is judged by the sternest part, with the findings of all', async () => {
    const first = claim({ quote: 'limit_0 = spread_0 / 0', path: 'src/limits.py' });
    const second = claim({ quote: 'limit_400 = spread_400 / 400', path: null });
    const mistral = {
      opinion: byReading({
        '1': opinion({ findings: [{ ...first, severity: 'minor' }], score: 6 }),
        '2': opinion({ findings: [second], score: 2 }),
      }),
    };
    await using stage = await openStage({ mistral, gemini: { examination: confirming } }, { diff });
    const prepared = await prepareFlow(stage);
    const request = { ...prepared, catalog: withWindows(prepared.catalog, { [LARGE]: SMALL_WINDOW }) };

    const { session } = await holdFlow(stage, request);

    expect(session.verdict.status).toBe('REJECTED');
    expect(seatOf(session, 'ops/first')).toMatchObject({ stance: 'reject', score: 2, standing: 'heard' });
    expect(session.findings.map(({ severity, place }) => [severity, place?.quote])).toEqual([
      ['blocker', 'limit_400 = spread_400 / 400'],
      ['minor', 'limit_0 = spread_0 / 0'],
    ]);
  });

  it('is not heard by a seat that leaves one part unanswered; what was paid is told', async () => {
    const mistral = { opinion: byReading({ '2': status(400) }) };
    await using stage = await openStage({ mistral, gemini: {} }, { diff });
    const prepared = await prepareFlow(stage);
    const request = { ...prepared, catalog: withWindows(prepared.catalog, { [LARGE]: SMALL_WINDOW }) };

    const { session } = await holdFlow(stage, request);

    const seat = seatOf(session, 'ops/first');
    expect(session.verdict.status).toBe('INCONCLUSIVE');
    expect(seat).toMatchObject({ standing: 'failed', stance: null, failed_tries: [{ reason: 'refused' }] });
    expect(seat.totals.calls).toBe(seat.readings);
    expect(seat.totals.micro_usd).toBeGreaterThan(0);
  });

  it('is cut for the smallest window among a seat and its fallbacks', async () => {
    await using stage = await openStage({ mistral: {}, gemini: { opinion: status(400) } }, { diff });
    const prepared = await prepareFlow(stage);
    const request = {
      ...prepared,
      budget: 2 * prepared.budget,
      seats: prepared.seats.map((seat) => (seat.slot === 'second' ? { ...seat, fallbacks: [SMALL] } : seat)),
      catalog: withWindows(prepared.catalog, { [SMALL]: SMALL_WINDOW }),
    };

    const { session } = await holdFlow(stage, request);

    const fallen = stage.served.filter(({ model }) => model === SMALL).map(({ call }) => call);
    expect(fallen.length).toBeGreaterThan(2);
    for (const { instructions, prompt } of fallen) {
      expect(estimateTokens(instructions) + estimateTokens(prompt) + 8_000).toBeLessThanOrEqual(SMALL_WINDOW);
    }
    expect(seatOf(session, 'ops/second')).toMatchObject({
      standing: 'heard',
      model: PRO,
      answered_by: SMALL,
      readings: fallen.length,
      totals: { calls: 2 * fallen.length },
    });
    expect(seatOf(session, 'ops/first').readings).toBe(1);
  });
});
