import { describe, expect, it } from 'vitest';
import { exactUsd } from '../../src/kernel/micro-usd.ts';
import { answer, htmlPage } from '../fakes/loopback-reply.ts';
import { billOf, shippedCatalog, sumOf } from './bill.ts';
import { seatOf, standingsOf } from './record.ts';
import { bySkill, confirming, mended, minutes, opinion, opinionOf } from './script.ts';
import { claim } from './small-change.ts';
import { type Cast, openStage, type Scene } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const PRO = 'google:gemini-2.5-pro';

/** As long as an opinion may get. */
const LONGEST = { usage: { outputTokens: 8_000 } };
const long = answer(opinionOf(), LONGEST);

describe('the budget of a session', () => {
  it('refuses a session whose worst case passes it before anything is asked', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const { exitCode, errors, files } = await stage.run('--budget', '0.05');

    expect(exitCode).toBe(2);
    expect(stage.served).toEqual([]);
    expect(files.size).toBe(0);
    expect(errors).toMatch(/^conclave: the worst case of this session is \$\d\.\d\d, its budget \$0\.05\n/);
    expect(errors).toContain('split the change, name fewer --experts, or raise --budget');
    expect(errors).toContain('nothing was asked and nothing was paid');
  });

  it('is read from the base of the repository', async () => {
    const config = 'version: 1\ncommittee:\n  budget_usd: 0.05\n';
    await using stage = await openStage({ mistral: {}, gemini: {} }, { config });

    const { exitCode, errors } = await stage.run();

    expect(exitCode).toBe(2);
    expect(stage.served).toEqual([]);
    expect(errors).toContain('its budget $0.05');
  });

  it('is enough when it is exactly the worst case, and not one millionth less', async () => {
    const estimate = await estimateOf({});
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const refused = await stage.run('--experts', 'ops', '--budget', exactUsd(estimate - 1));
    const asked = stage.served.length;
    const held = await stage.review('--experts', 'ops', '--budget', exactUsd(estimate));

    expect([refused.exitCode, asked]).toEqual([3, 0]);
    expect(held.exitCode).toBe(0);
    expect(held.session.finops).toMatchObject({ budget_micro_usd: estimate, estimate_micro_usd: estimate });
  });

  it('stops before the repair that would pass it', async () => {
    const estimate = await estimateOf({});
    const mistral = { opinion: mended(answer('No.', LONGEST), opinion()) };
    await using stage = await openStage({ mistral, gemini: { opinion: long } });

    const { exitCode, session } = await stage.review('--experts', 'ops', '--budget', exactUsd(estimate));

    expect(exitCode).toBe(3);
    expect(stage.calls('mistral', 'opinion')).toHaveLength(1);
    const seat = seatOf(session, 'ops/first');
    expect(seat.failed_tries.map(({ reason }) => reason)).toEqual(['invalid-answer', 'over-budget']);
    expect(seat.failed_tries[1]?.message).toMatch(/^the budget stops here: this call may cost \$0\.\d+, \$0\.\d+ of /);
    expect(seat.totals.calls).toBe(1);
    expect(sumOf(billOf(stage.served, shippedCatalog()))).toBeLessThanOrEqual(estimate);
  });

  it('counts a call that may have been charged, and stops before the fallback that would pass it', async () => {
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${PRO}: [${LARGE}]\n`;
    const estimate = await estimateOf({ config });
    const cast = { mistral: { opinion: long }, gemini: { opinion: htmlPage() } };
    await using stage = await openStage(cast, { config });

    const { exitCode, session } = await stage.review('--experts', 'ops', '--budget', exactUsd(estimate));

    expect(exitCode).toBe(3);
    const seat = seatOf(session, 'ops/second');
    expect(seat.failed_tries).toMatchObject([
      { model: PRO, reason: 'malformed' },
      { model: LARGE, reason: 'over-budget' },
    ]);
    expect(seat.totals).toMatchObject({ calls: 1, micro_usd: 0 });
    expect(seat.totals.possibly_spent_micro_usd).toBeGreaterThan(8_000 * 10);
    expect(stage.calls('mistral', 'opinion')).toHaveLength(1);
    expect(session.chair?.minutes).not.toBeNull();
  });

  it('keeps the price of the cross-examination and the chair whatever the seats spend', async () => {
    const estimate = await estimateOf({});
    const raised = answer(opinionOf({ findings: [claim()] }), LONGEST);
    const unusable = { opinion: answer('No.', LONGEST) };
    const cast: Cast = {
      mistral: { opinion: raised },
      gemini: { ...unusable, examination: confirming, minutes: minutes() },
    };
    await using stage = await openStage(cast);

    const { exitCode, session } = await stage.review('--experts', 'ops', '--budget', exactUsd(estimate));

    expect(exitCode).toBe(1);
    expect(seatOf(session, 'ops/second').failed_tries.at(-1)).toMatchObject({ reason: 'over-budget' });
    expect(session.cross_examination).toMatchObject({ asked: 1, failed_tries: [] });
    expect(session.chair).toMatchObject({ failed_tries: [] });
  });

  it('is spent in part by answers that nobody could use, each of which is told', async () => {
    const unusable = { opinion: bySkill({ ops: answer('No.'), architect: answer('No.') }) };
    await using stage = await openStage({ mistral: unusable, gemini: {} });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(0);
    expect(standingsOf(session)).toEqual({ heard: 8, failed: 2 });
    expect(session.finops.totals.calls).toBe(13);
  });
});

/** The worst case of a session of the seats of `ops`, as a session records it. */
async function estimateOf(scene: Scene): Promise<number> {
  await using stage = await openStage({ mistral: {}, gemini: {} }, scene);
  const { session } = await stage.review('--experts', 'ops');
  return session.finops.estimate_micro_usd;
}
