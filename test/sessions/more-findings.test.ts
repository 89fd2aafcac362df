import { describe, expect, it } from 'vitest';
import { MOST_ANSWERS, MOST_FINDINGS } from '../../src/committee/opinion.ts';
import { readSession } from '../../src/committee/read-session.ts';
import type { ModelCall } from '../fakes/loopback.ts';
import { type Reply, status } from '../fakes/loopback-reply.ts';
import { seatOf } from './record.ts';
import { type Answering, confirming, opinion } from './script.ts';
import { claim, newFile } from './small-change.ts';
import { openStage } from './stage.ts';

const LINES = Array.from({ length: 80 }, (_, index) => `limit_${index} = spread_${index} / ${index}`);
const diff = newFile('src/limits.py', `${LINES.join('\n')}\n`);
const only = ['--experts', 'ops'] as const;

/** A seat that finds something in each of so many lines and holds back what has no room in an answer. */
function finding(many: number, then: (number: number) => Reply | null = () => null): Answering {
  return (call) => {
    const from = reportedIn(call);
    const rest = LINES.slice(from, Math.min(many, from + MOST_FINDINGS));
    return then(from / MOST_FINDINGS) ?? opinion({ findings: rest.map(found), score: 4 });
  };
}

function found(quote: string) {
  return claim({ severity: 'minor', path: 'src/limits.py', quote, claim: `No guard against ${quote}.` });
}

/** How many findings the prompt tells as reported. */
function reportedIn({ prompt }: ModelCall): number {
  const [, told = ''] = prompt.split('\n# Go on\n');
  return told.match(/^minor \| src\/limits\.py \| /gm)?.length ?? 0;
}

describe('a seat that has more findings than one answer holds', () => {
  it('is asked for the rest, by the same question with what it has reported', async () => {
    const mistral = { opinion: finding(30) };
    await using stage = await openStage({ mistral, gemini: { examination: confirming } }, { diff });

    const { session, exitCode } = await stage.review(...only);

    const [first, second, third, ...others] = stage.calls('mistral', 'opinion');
    expect(others).toEqual([]);
    expect(second?.prompt.startsWith(first?.prompt ?? '?')).toBe(true);
    expect([second, third].map((call) => call && reportedIn(call))).toEqual([12, 24]);
    expect(second?.prompt).toContain(`minor | src/limits.py | ${LINES[11]} | No guard against ${LINES[11]}.\n`);
    expect(seatOf(session, 'ops/first')).toMatchObject({ unsaid: false, readings: 1, totals: { calls: 3 } });
    expect(new Set(session.findings.map(({ place }) => place?.quote))).toEqual(new Set(LINES.slice(0, 30)));
    expect(session.verdict.status).not.toBe('INCONCLUSIVE');
    expect(exitCode).toBe(0);
  });

  it('is asked once more when an answer is just full, and may say that nothing is left', async () => {
    await using stage = await openStage(
      { mistral: { opinion: finding(12) }, gemini: { examination: confirming } },
      { diff },
    );

    const { session } = await stage.review(...only);

    expect(stage.calls('mistral', 'opinion')).toHaveLength(2);
    expect(seatOf(session, 'ops/first').unsaid).toBe(false);
    expect(session.findings).toHaveLength(12);
  });

  it('leaves the verdict undecided when it never ends', async () => {
    await using stage = await openStage(
      { mistral: { opinion: finding(80) }, gemini: { examination: confirming } },
      { diff },
    );

    const { session, exitCode, output } = await stage.review(...only);

    expect(stage.calls('mistral', 'opinion')).toHaveLength(MOST_ANSWERS);
    expect(exitCode).toBe(3);
    expect(session.verdict).toMatchObject({ status: 'INCONCLUSIVE' });
    expect(seatOf(session, 'ops/first')).toMatchObject({ standing: 'heard', unsaid: true });
    expect(session.findings).toHaveLength(MOST_ANSWERS * MOST_FINDINGS);
    expect(output.replaceAll(/\s+/g, ' ')).toContain('ops could not report all findings');
  });

  it('keeps what it reported when its model fails on the way, and says that there may be more', async () => {
    const fails = (number: number) => (number === 1 ? status(400, 'no') : null);
    await using stage = await openStage(
      { mistral: { opinion: finding(30, fails) }, gemini: { examination: confirming } },
      { diff },
    );

    const { session, exitCode } = await stage.review(...only);

    expect(exitCode).toBe(3);
    expect(session.findings).toHaveLength(12);
    expect(seatOf(session, 'ops/first')).toMatchObject({ standing: 'heard', unsaid: true });
  });
});

describe('a rehearsal in which rules point at more lines than one answer holds', () => {
  it('speaks of each of them', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `row_${index} = frame_${index}.bfill()`);
    const leaking = newFile('src/features.py', `import pandas as pd\n${lines.join('\n')}\n`);
    await using stage = await openStage({}, { diff: leaking });

    const ending = await stage.run('--rehearsal', '--json');

    const session = readSession(ending.output, 'standard output');
    expect(session.verdict.status).toBe('ACCEPTED_WITH_CHANGES');
    const spoken = session.findings.filter(({ raised_by }) => raised_by.length === 2).map(({ place }) => place?.quote);
    expect(new Set(spoken)).toEqual(new Set(lines));
  });
});
