import { describe, expect, it } from 'vitest';
import { diagnoseRun } from '../../../src/flows/ops/diagnose-run.ts';
import { diagnoseText } from '../../../src/flows/ops/diagnose-text.ts';
import { unknown } from '../../../src/ops/reading.ts';
import type { SignalFigure } from '../../../src/ops/signal-answer.ts';
import type { RunSource, TrackedRun } from '../../../src/ports/run-source.ts';
import { fakeSources } from '../../fakes/signal-sources.ts';
import { healthyAnswers, opsWith } from './some-ops.ts';

const at = new Date('2026-11-20T07:10:00Z');
const PLATFORM = ['pods_down', 'oom_24h', 'pvc_pct', 'cpu_pct', 'runs_7d', 'success_7d'] as const;
const sources = { prometheus: { kind: 'prometheus' }, mlflow: { kind: 'mlflow' } };
const ops = opsWith(PLATFORM, { sources });

const GOOD: Readonly<Record<string, number>> = {
  f1_buy: 0.62,
  baseline_f1_buy: 0.5,
  std_f1_buy: 0.04,
  screening_f1_buy: 0.64,
  last_fold_f1_buy: 0.6,
  sortino: 0.9,
  n_trades: 120,
  sl_pct: 30,
  tp_pct: 50,
  timeout_pct: 20,
  candidates_passed: 3,
};

function someRun(
  metrics: Readonly<Record<string, SignalFigure>> = {},
  tags: Readonly<Record<string, string>> = {},
): TrackedRun {
  return {
    id: 'r1',
    status: 'FINISHED',
    startedAt: '2026-11-19T06:00:00.000Z',
    endedAt: '2026-11-19T07:00:00.000Z',
    metrics: new Map<string, SignalFigure>(Object.entries({ ...GOOD, ...metrics })),
    params: new Map([['symbol', 'BTCUSDC']]),
    tags: new Map(Object.entries({ same_period: 'True', ...tags })),
  };
}

function keeping(run: TrackedRun, scores: readonly SignalFigure[] = []): RunSource {
  return {
    name: 'mlflow',
    readRun: async (id) => (id === run.id ? run : unknown('missing', `there is no run ${id}`)),
    readHistory: async () => scores,
  };
}

function order(runs: RunSource | null, more: { readonly run?: string; readonly withoutPlatform?: boolean } = {}) {
  const fake = fakeSources({ prometheus: healthyAnswers() });
  return {
    asked: fake.asked,
    order: { ops, run: 'r1', at, sources: { ...fake, openRuns: () => runs }, ...more },
  };
}

describe('the diagnosis of a run', () => {
  it('stands on the run and on the platform as it was at its end', async () => {
    const { order: given, asked } = order(keeping(someRun()));

    const found = await diagnoseRun(given);

    expect(found).toMatchObject({
      kind: 'diagnosed',
      diagnosis: { run: 'r1', crypto: 'BTCUSDC', principal: 'ML_SOLID', infra: 'OK', strategyOk: true, deltaPts: 12 },
    });
    expect(new Set(asked.map(({ at: moment }) => moment.toISOString()))).toEqual(new Set(['2026-11-19T07:00:00.000Z']));
  });

  it('is never praise while the run lacks a figure', async () => {
    const found = await diagnoseRun(order(keeping(someRun({ sortino: 'NaN' }))).order);

    expect(found).toMatchObject({ diagnosis: { principal: 'DIAG_INCOMPLETE', execution: 'UNKNOWN' } });
  });

  it('knows a rate of runs under 1 % for what it is, and no fraction', async () => {
    const number = (value: number) => ({ form: 'number', value, sampledAt: null }) as const;
    const answers = { ...healthyAnswers(), runs_7d: number(200), success_7d: number(1) };
    const fake = fakeSources({ prometheus: answers });

    const runs = keeping(someRun());
    const found = await diagnoseRun({ ops, run: 'r1', at, sources: { ...fake, openRuns: () => runs } });

    expect(found).toMatchObject({ diagnosis: { principal: 'PIPELINE_DEGRADED', severity: 'P1', cannotExclude: [] } });
  });

  it('leaves the platform out where a person says so, and no strategy holds then', async () => {
    const { order: given, asked } = order(keeping(someRun()), { withoutPlatform: true });

    const found = await diagnoseRun(given);

    expect(found).toMatchObject({ diagnosis: { principal: 'ML_SOLID', infra: 'NOT_ASSESSED', strategyOk: false } });
    expect(asked).toEqual([]);
  });

  it('sees that every trial has one score', async () => {
    const found = await diagnoseRun(order(keeping(someRun({ trial_score: 0.5 }), [0.5, 0.5, 0.5])).order);

    expect(found).toMatchObject({ diagnosis: { principal: 'INCONCLUSIVE_TOOLING' } });
  });

  it.each([
    ['it is neither true nor false', { same_period: 'maybe' }, { samePeriod: { known: false, why: 'wrong-shape' } }],
    ['the run says that it is not complete', { run_complete: 'false' }, { runComplete: { known: true, value: false } }],
    ['the anchor was left out', { s22a1_status: 'SKIPPED' }, { s22a1Status: 'SKIPPED' }],
  ])('reads tags where %s', async (_, tags, facts) => {
    const found = await diagnoseRun(order(keeping(someRun({}, tags))).order);

    expect(found).toMatchObject({ facts });
  });

  it.each([
    ['the server has no such run', keeping(someRun()), 'r2', unknown('missing', 'there is no run r2')],
    [
      'the installation knows no server',
      null,
      'r1',
      unknown('not-configured', 'this installation knows no source mlflow for this repository'),
    ],
  ])('says that %s', async (_, runs, run, why) => {
    expect(await diagnoseRun(order(runs, { run }).order)).toEqual({ kind: 'unknown-run', why });
  });
});

describe('the diagnosis of a file', () => {
  it('is that of its JSON', () => {
    const text = JSON.stringify({
      ...GOOD,
      f1_buy: 0.4,
      same_period: true,
      run_complete: true,
      platform: 'not_assessed',
    });

    const { diagnoses, malformed } = diagnoseText(text, 'run.json', ops.thresholds);

    expect(diagnoses.map(({ principal }) => principal)).toEqual(['ML_USELESS']);
    expect(malformed).toEqual([]);
  });

  it('is that of every run in a log, with the lines that cannot be read', () => {
    const text =
      'event=correlation_data run=a crypto=BTCUSDC f1_buy=0.4 baseline_f1_buy=0.5\nevent=correlation_data run=b x=1 x=2\n';

    const { diagnoses, malformed } = diagnoseText(text, 'run.log', ops.thresholds);

    expect(diagnoses.find(({ run }) => run === 'a')).toMatchObject({ principal: 'ML_USELESS' });
    expect(malformed).toEqual(['line 2:34: the key x is given twice: event=correlation_data run=b x=1 x=2']);
  });

  it.each([
    ['{"f1_buy": NaN}', 'not valid JSON'],
    ['nothing here', 'it holds no run to diagnose'],
    ['{"f1_bu": 1}', 'unknown key "f1_bu"'],
  ])('is refused for %s', (text, message) => {
    expect(() => diagnoseText(text, 'run.json', ops.thresholds)).toThrow(message);
  });
});
