import { describe, expect, it } from 'vitest';
import { dueAt, REACTIONS } from '../../../src/ops/severity/clock.ts';
import { answerTo } from '../../../src/ops/severity/rule-answer.ts';
import { INCIDENT_SCALE, OPS_SCALE } from '../../../src/ops/severity/scale.ts';
import { severityOfCode } from '../../../src/ops/severity/severity.ts';
import { severityOfState } from '../../../src/ops/severity/state-severity.ts';
import { RULES } from '../../../src/ops/state/rules/rules.ts';
import type { SignalFinding } from '../../../src/ops/state/state.ts';
import { HEALTHY_STATE, judged } from './some-state.ts';

type Changes = Readonly<Record<string, unknown>>;
const infra = (changes: Changes) => ({ infra: { ...HEALTHY_STATE.infra, ...changes } });

function finding(level: SignalFinding['level'], crypto: string | null): SignalFinding {
  return { signal: 'std_f1_buy', crypto, level, found: '0.12', limit: 'more than 0.1', origin: 'manual §2' };
}

describe('the severity of a state', () => {
  it.each<[string, Changes, string | null]>([
    ['nothing is bad', {}, null],
    ['a volume is full', infra({ pvc_pct: 91 }), 'P0'],
    ['processors are saturated, which is no outage', infra({ cpu_pct: 95 }), 'P1'],
    ['memory ran out once', infra({ oom_24h: 1 }), 'P2'],
    ['nobody sees the platform', { infra: {} }, 'P1'],
    ['one figure is unknown', infra({ cpu_pct: null }), 'P2'],
    ['a core model is stale: ORANGE, and P2', { models: [{ crypto: 'A', group: 'btc-core', age_d: 15 }] }, 'P2'],
    ['another model is stale', { models: [{ crypto: 'A', group: 'defi', age_d: 30 }] }, 'P3'],
    ['nothing passed three times', { runs: { ...HEALTHY_STATE.runs, pass_counts: [0, 0, 0] } }, 'P1'],
    ['challengers wait', { challengers_pending: 6 }, 'P3'],
  ])('when %s', (_, changes, severity) => {
    expect(severityOfState(judged(changes))).toBe(severity);
  });

  it.each([
    ['critical', 'P2'],
    ['warning', 'P3'],
    ['unknown', 'P2'],
  ] as const)('counts a golden signal of a crypto that is %s', (level, severity) => {
    expect(severityOfState(judged({}, [finding(level, 'SOLUSDC')]))).toBe(severity);
  });

  it('leaves signals of the platform to its rules', () => {
    expect(severityOfState(judged({}, [finding('critical', null)]))).toBeNull();
  });
});

describe('what the rules ask for', () => {
  it.each(RULES)('is known for $id', ({ id }) => {
    expect(answerTo(id)?.step).toMatch(/^[a-z].*[^.]$/);
  });

  it.each(RULES.filter(({ state }) => state !== 'YELLOW'))('is for $id as fast as for its code', ({ id }) => {
    const answer = answerTo(id);

    const ofCode = answer?.code == null ? null : severityOfCode(answer.code, { cpuAlone: id === 'O5_CPU_SATURATED' });
    expect(answer?.severity).toBe(ofCode);
  });

  it('is nothing for a rule of another room', () => {
    expect(answerTo('R9_UNHEARD_OF')).toBeNull();
  });
});

describe('the clock', () => {
  const seenAt = new Date('2026-03-28T22:30:00Z');

  it.each([
    ['P0', '2026-03-28T22:30:00.000Z'],
    ['P1', '2026-03-28T23:30:00.000Z'],
    ['P2', '2026-03-29T00:00:00.000Z'],
    ['P3', null],
  ] as const)('of %s ends at %s', (severity, due) => {
    expect(dueAt(severity, seenAt)?.toISOString() ?? null).toBe(due);
  });

  it('names who reacts', () => {
    expect(Object.values(REACTIONS).map(({ who }) => who)).toEqual([
      'platform_owner',
      'mlops_maintainer',
      'ml_owner',
      null,
    ]);
  });
});

describe('the two scales', () => {
  it('say different things of one word, each with its paragraph', () => {
    expect(OPS_SCALE.means.P0).not.toBe(INCIDENT_SCALE.means.P0);
    expect([OPS_SCALE.origin, INCIDENT_SCALE.origin]).toEqual(['manual §8', 'manual §17']);
  });
});
