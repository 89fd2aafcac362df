import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../src/ops/reading.ts';
import { judgeState } from '../../../src/ops/state/judge-state.ts';
import { RULE_IDS } from '../../../src/ops/state/rule.ts';
import type { SignalFinding } from '../../../src/ops/state/state.ts';
import { type Figures, WEEK } from '../../fixtures/ops-week.ts';
import { DEFAULTS, factsWith, judge } from '../thresholds/answers.ts';

const HEALTHY = WEEK[0]?.input ?? {};

describe('the rules of the state', () => {
  it.each<[string, Figures, string]>([
    ['a pod down', { infra: { pods_down: ['mlflow'] } }, 'RED R1_POD_DOWN'],
    ['85 % of a volume', { infra: { pvc_pct: 85 } }, 'GREEN'],
    ['an empty volume', { infra: { pvc_pct: 0 } }, 'GREEN'],
    ['idle processors', { infra: { cpu_pct: 1.01 } }, 'GREEN'],
    ['more than 85 % of a volume', { infra: { pvc_pct: 85.1 } }, 'RED R2_PVC'],
    ['a loop told as an extrapolated increase', { infra: { oom_24h: 3.02 } }, 'RED R3_OOM_LOOP'],
    ['two kills told as an extrapolated increase', { infra: { oom_24h: 2.02 } }, 'YELLOW Y5_OOM_1_2'],
    [
      'an old candidate though the universe was searched',
      { runs: { last_candidate_age_d: 4 } },
      'ORANGE O4_NO_CANDIDATE_3D',
    ],
    ['a duration of four hours', { pipeline: { run_hours: 4 } }, 'YELLOW Y6_LATENCY'],
    ['a long run whose past nobody knows', { pipeline: { latency_ratio: 'NaN', run_hours: 4 } }, 'YELLOW Y6_LATENCY'],
    ['1.3 times the p95', { pipeline: { latency_ratio: 1.3 } }, 'GREEN'],
    ['noise of binary fractions', { pipeline: { latency_ratio: 1.3 + 1e-12 } }, 'GREEN'],
    ['six challengers', { challengers_pending: 6 }, 'YELLOW Y8_CHALLENGERS'],
    ['one loss in three', { sortino: [{ crypto: 'A', last: [-1, 1, 1] }] }, 'GREEN'],
    ['a loss before the window', { sortino: [{ crypto: 'A', last: [-1, 1, 1, -1] }] }, 'GREEN'],
    ['two runs, none lost', { sortino: [{ crypto: 'A', last: [0.9, 0.7] }] }, 'GREEN'],
    ['a useful run a day ago', { runs: { last_useful_age_h: 24 } }, 'GREEN'],
  ])('judges %s', (_, set, expected) => {
    const { state, fired, unknown: blank } = judge(factsWith(set));

    expect([state, ...fired].join(' ')).toBe(expected);
    expect(blank).toEqual([]);
  });

  it.each<[string, Figures, string, RegExp]>([
    ['a volume as a fraction', { infra: { pvc_pct: 0.91 } }, 'ORANGE R2_PVC', /pvc_pct is 0\.91, which is a fraction/],
    ['a whole volume as a fraction', { infra: { pvc_pct: 1 } }, 'ORANGE R2_PVC', /pvc_pct is 1, which is a fraction/],
    ['a volume of 130 %', { infra: { pvc_pct: 130 } }, 'ORANGE R2_PVC', /130, which is no percentage/],
    ['fewer kills than none', { infra: { oom_24h: -1 } }, 'ORANGE R3_OOM_LOOP Y5_OOM_1_2', /-1, which is no count/],
    [
      'pods that are no list',
      { infra: { pods_down: 'none' } },
      'ORANGE R1_POD_DOWN',
      /"none", expected a list of names/,
    ],
    ['a stored infinity', { infra: { pvc_pct: Number.MAX_VALUE } }, 'ORANGE R2_PVC', /no finite number/],
    [
      'runs that nobody counts',
      { pipeline: { runs_7d: null } },
      'YELLOW O1_SUCCESS_LT_70 Y1_SUCCESS_70_90',
      /not given/,
    ],
    [
      'no run at all',
      { pipeline: { runs_7d: 0, success_7d: 0 } },
      'YELLOW O1_SUCCESS_LT_70 Y1_SUCCESS_70_90',
      /no run/,
    ],
    ['two runs of three', { runs: { pass_counts: [0, 0] } }, 'YELLOW O2_PASS_ZERO_X3', /a run that is not given/],
    ['no run of three', { runs: { pass_counts: [] } }, 'YELLOW O2_PASS_ZERO_X3', /a run that is not given/],
    [
      'a rate where a count is due',
      { runs: { pass_counts: [0.2, 0, 0] } },
      'YELLOW O2_PASS_ZERO_X3',
      /no number of things/,
    ],
    [
      'an old candidate and no search',
      { runs: { last_candidate_age_d: 4, full_universe_runs_3d: 0 } },
      'YELLOW O4_NO_CANDIDATE_3D',
      /0 runs over the whole universe/,
    ],
    [
      'an old candidate and unknown searches',
      { runs: { last_candidate_age_d: 4, full_universe_runs_3d: null } },
      'YELLOW O4_NO_CANDIDATE_3D',
      /not given/,
    ],
    [
      'a candidate of tomorrow',
      { runs: { last_candidate_age_d: -1 } },
      'YELLOW O4_NO_CANDIDATE_3D',
      /a clock runs ahead/,
    ],
    [
      'a model of tomorrow',
      { models: [{ crypto: 'A', group: 'btc-core', age_d: -1 }] },
      'YELLOW O3_CORE_STALE_14 Y4_CORE_STALE_7',
      /clock runs ahead/,
    ],
    [
      'no model',
      { models: [] },
      'YELLOW O3_CORE_STALE_14 Y3_NONCORE_STALE_7 Y4_CORE_STALE_7',
      /list of models is empty/,
    ],
    ['no Sortino ratio', { sortino: [] }, 'YELLOW Y2_SORTINO_NEG_RECURRENT', /list of Sortino ratios is empty/],
    [
      'one run only',
      { sortino: [{ crypto: 'A', last: [0.9] }] },
      'YELLOW Y2_SORTINO_NEG_RECURRENT',
      /A 0\.9, unknown, unknown/,
    ],
    ['half a challenger', { challengers_pending: 5.5 }, 'YELLOW Y8_CHALLENGERS', /no number of things/],
  ])('takes %s for unknown, never for health', (_, set, expected, words) => {
    const verdict = judge(factsWith(set));

    expect([verdict.state, ...verdict.unknown].join(' ')).toBe(expected);
    expect(verdict.fired).toEqual([]);
    expect([verdict.raisedBy, verdict.confidence]).toEqual(['unknowns', 'partial']);
    expect(verdict.evidence.find(({ truth }) => truth === 'unknown')?.found).toMatch(words);
  });

  it.each(
    (['infra', 'pipeline', 'runs'] as const).flatMap((section) =>
      Object.keys(HEALTHY[section] ?? {}).map((key) => [section, key] as const),
    ),
  )('is not GREEN without %s.%s, except where another figure decides', (section, key) => {
    const verdict = judge(factsWith({ [section]: { [key]: undefined } }));

    // A young candidate is enough; how often the universe was searched then decides nothing.
    expect(verdict.state === 'GREEN').toBe(key === 'full_universe_runs_3d');
  });

  it('lists every rule once, worst first', () => {
    expect(judge(factsWith({})).evidence.map(({ rule }) => rule)).toEqual(RULE_IDS);
  });

  it('does not let a worse unknown hide what fired, nor the other way', () => {
    const verdict = judge(factsWith({ infra: { cpu_pct: 95, pvc_pct: undefined }, challengers_pending: 9 }));

    expect(verdict).toMatchObject({
      state: 'ORANGE',
      raisedBy: 'rules',
      fired: ['O5_CPU_SATURATED', 'Y8_CHALLENGERS'],
      unknown: ['R2_PVC'],
    });
  });

  it('says that unknowns raised it when what fired is milder', () => {
    const verdict = judge(factsWith({ infra: { pvc_pct: undefined }, challengers_pending: 9 }));

    expect(verdict).toMatchObject({ state: 'ORANGE', raisedBy: 'unknowns', fired: ['Y8_CHALLENGERS'] });
  });

  it('names cryptos without a group, and what sources said beside their figures', () => {
    const facts = factsWith({ models: [{ crypto: 'XUSDC', age_d: 1 }] });

    const { notes } = judge({ ...facts, reservations: ['prometheus: 2 series were cut'] });

    expect(notes).toEqual(['XUSDC is in no group and is judged as core', 'prometheus: 2 series were cut']);
  });

  it('names the oldest figure that a rule read', () => {
    const facts = factsWith({});
    const pipeline = {
      ...facts.pipeline,
      runs7d: known(40, '2026-03-28T06:59:00Z'),
      success7d: known(20, '2026-03-28T06:58:00.000Z'),
    };

    const rate = judge({ ...facts, pipeline }).evidence.find(({ rule }) => rule === 'O1_SUCCESS_LT_70');

    expect(rate).toMatchObject({
      found: '50 % of runs succeeded in 7 d (20 of 40)',
      limit: 'less than 70 %',
      sampledAt: '2026-03-28T06:58:00.000Z',
    });
  });

  it('tells why a figure is unknown in the words of its source', () => {
    const facts = factsWith({});
    const infra = { ...facts.infra, podsDown: unknown('timed-out', 'pods_down: prometheus gave no answer in 2 s') };

    expect(judge({ ...facts, infra }).evidence[0]?.found).toBe('pods_down: prometheus gave no answer in 2 s');
  });
});

describe('golden signals and the state', () => {
  const finding = (
    signal: string,
    level: SignalFinding['level'],
    crypto: string | null = 'BTCUSDC',
  ): SignalFinding => ({
    ...{ signal, crypto, level },
    ...{ found: '0.12', limit: 'more than 0.1', origin: 'manual §2' },
  });

  it.each<[string, SignalFinding, 'YELLOW' | 'GREEN', string]>([
    ['raises to YELLOW at most', finding('std_f1_buy', 'critical'), 'YELLOW', 'YELLOW rules full'],
    ['is never healthy when unknown', finding('sl_pct', 'unknown'), 'YELLOW', 'YELLOW unknowns partial'],
    ['raises nothing under a floor of GREEN', finding('std_f1_buy', 'critical'), 'GREEN', 'GREEN nothing full'],
    ['leaves the Sortino ratio to its rule', finding('sortino', 'critical'), 'YELLOW', 'GREEN nothing full'],
    ['leaves the platform to its rules', finding('pipeline_latency', 'critical', null), 'YELLOW', 'GREEN nothing full'],
  ])('%s', (_, signal, floor, expected) => {
    const context = { asOf: '2026-03-28T07:00:00Z', coreGroups: ['btc-core'], signalFindings: [signal], floor };

    const { state, raisedBy, confidence, signals } = judgeState(factsWith({}), DEFAULTS, context);

    expect(`${state} ${raisedBy} ${confidence}`).toBe(expected);
    expect(signals).toEqual([signal]);
  });
});
