import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seatOf, standingsOf } from './record.ts';
import { bySkill, confirming, opinion } from './script.ts';
import { claim } from './small-change.ts';
import { openStage } from './stage.ts';

const LARGE = 'mistral:mistral-large-latest';
const SMALL = 'mistral:mistral-small-latest';
const PRO = 'google:gemini-2.5-pro';
const LEAKY = join(import.meta.dirname, '..', '..', 'docs', 'examples', 'momentum', 'changes', 'leaky.diff');

const raising = bySkill({ ops: opinion({ findings: [claim()] }) });

describe('a provider that is wholly down', () => {
  it('is replaced by the configured fallback, which every seat names', async () => {
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${PRO}: [${SMALL}]\n`;
    await using stage = await openStage({ mistral: {}, gemini: 'down' }, { config });

    const { exitCode, session, output } = await stage.review();

    expect(exitCode).toBe(0);
    expect(session.verdict).toMatchObject({ status: 'ACCEPTED', consensus_strength: 'strong' });
    expect(standingsOf(session)).toEqual({ heard: 10 });
    const seconds = session.expert_opinions.filter(({ slot }) => slot === 'second');
    for (const seat of seconds) {
      expect(seat).toMatchObject({ model: PRO, answered_by: SMALL, failed_tries: [{ model: PRO }] });
      expect(seat.failed_tries[0]?.reason).toBe('unreachable');
    }
    expect(session.chair).toMatchObject({ answered_by: null, minutes: null });
    expect(output).toContain('mistral-small-latest');
  });

  it('is examined for by its fallback, independently of the author', async () => {
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${PRO}: [${SMALL}]\n`;
    const mistral = {
      opinion: bySkill({ ops: opinion({ findings: [claim()] }) }),
      examination: confirming,
    };
    await using stage = await openStage({ mistral, gemini: 'down' }, { config });

    const { exitCode, session } = await stage.review('--no-consolidation');

    expect(exitCode).toBe(1);
    expect(session.findings).toMatchObject([{ standing: { kind: 'confirmed', independent: true } }]);
  });

  it('leaves confirmations not independent and consensus weak when the fallback is the other model', async () => {
    const config = `version: 1\ncommittee:\n  fallbacks:\n    ${PRO}: [${LARGE}]\n`;
    await using stage = await openStage({ mistral: { opinion: raising }, gemini: 'down' }, { config });

    const { exitCode, session, output } = await stage.review('--no-consolidation');

    expect(exitCode).toBe(1);
    expect(session.verdict).toMatchObject({ status: 'REJECTED', consensus_strength: 'weak' });
    expect(session.findings).toMatchObject([
      { standing: { kind: 'confirmed', by: 'both models', independent: false }, raised_by: [{}, {}] },
    ]);
    expect(session.expert_opinions.every(({ answered_by }) => answered_by === LARGE)).toBe(true);
    expect(output).toContain('not independent');
  });

  it('costs the quorum when it has no fallback', async () => {
    await using stage = await openStage({ mistral: {}, gemini: 'down' });

    const { exitCode, session, output } = await stage.review();

    expect(exitCode).toBe(3);
    expect(session.verdict).toMatchObject({ status: 'INCONCLUSIVE', code: 'INSUFFICIENT_EVIDENCE' });
    expect(standingsOf(session)).toEqual({ heard: 5, failed: 5 });
    expect(session.seats_needed).toBe(8);
    expect(output).toContain('5 of 10 seats were heard, 8 are needed');
    expect(seatOf(session, 'ops/second').failed_tries).toMatchObject([{ model: PRO, reason: 'unreachable' }]);
    expect(session.finops.totals.possibly_spent_micro_usd).toBe(0);
  });

  it('leaves a claim of the other model unexamined, which is inconclusive and not dropped', async () => {
    const config = 'version: 1\ncommittee:\n  seats_heard: 0.5\n';
    await using stage = await openStage({ mistral: { opinion: raising }, gemini: 'down' }, { config });

    const { exitCode, session, output } = await stage.review();

    expect(exitCode).toBe(3);
    expect(session.verdict.missing).toMatchObject([{ what: expect.stringContaining('not examined') }]);
    expect(session.findings).toMatchObject([{ severity: 'blocker', standing: { kind: 'unanswered' } }]);
    expect(output).toContain('A stop of zero divides by zero.');
  });
});

describe('both providers down', () => {
  it('end in a session that is inconclusive and kept whole', async () => {
    await using stage = await openStage({ mistral: 'down', gemini: 'down' });

    const { exitCode, session, files, errors } = await stage.review();

    expect(exitCode).toBe(3);
    expect(session.verdict).toMatchObject({ status: 'INCONCLUSIVE', consensus_strength: 'weak' });
    expect(standingsOf(session)).toEqual({ failed: 10 });
    expect(session.finops.totals).toMatchObject({ micro_usd: 0, possibly_spent_micro_usd: 0 });
    expect(files.get(`sessions/${session.id}_artifact.md`)).toContain('return equity * risk / stop');
    expect(errors.match(/not heard: /g)).toHaveLength(10);
  });

  it('do not hide what the hard rules found', async () => {
    await using stage = await openStage({ mistral: 'down', gemini: 'down' }, { diff: readFileSync(LEAKY, 'utf8') });

    const { exitCode, session } = await stage.review();

    expect(exitCode).toBe(1);
    expect(session.verdict).toMatchObject({ status: 'REJECTED', code: 'DATA_LEAKAGE' });
    expect(session.findings[0]).toMatchObject({ raised_by: [], standing: { kind: 'confirmed', by: 'rule' } });
  });
});
