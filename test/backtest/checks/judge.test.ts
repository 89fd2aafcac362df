import { describe, expect, it } from 'vitest';
import { CHECK_IDS, Check, type CheckId } from '../../../src/backtest/checks/check.ts';
import { runDrills } from '../../../src/backtest/checks/drill.ts';
import { CheckEvidence, type Drill, evidenceOfRun, type RunEvidence } from '../../../src/backtest/checks/evidence.ts';
import { judgeChecks } from '../../../src/backtest/checks/judge.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { COSTS, Follower, Idler, walk, watch } from './market.ts';

const given = { ...COSTS, risk: { max_position: 20_000, max_daily_loss: 0.02, max_drawdown: 0.5 } };
const config = RunConfig.parse(given);
const series = [walk({ length: 800, seed: 3 })];
const watched = watch(Follower, series, given);
const drills = runDrills({ strategy: Follower, series, config, seed: 1, run: watched });

const proofs = {
  data: [{ symbol: 'TEST', zone: 'UTC', zone_source: 'config', timestamps: 'open' }],
  leak: { answer: 'clean', decisions: 160, evidence: ['All 800 prefixes were recomputed.'] },
  determinism: {
    runs: 2,
    artefacts: ['trades.csv', 'equity_curve.csv', 'events.log', 'summary.json', 'decisions.log'],
    zones: ['UTC', 'Asia/Kathmandu'],
    identical: true,
    difference: null,
  },
  parity: { closes: 800, decisions: 160, identical: true, difference: null },
} as const;

const good: CheckEvidence = CheckEvidence.parse({ ...evidenceOfRun(config, watched, drills), ...proofs });

function answerOf(id: CheckId, evidence: CheckEvidence): Check {
  return judgeChecks(evidence)[CHECK_IDS.indexOf(id)] as Check;
}

const run = (change: (run: RunEvidence) => Partial<RunEvidence>): Partial<CheckEvidence> => ({
  run: { ...watched, ...change(watched) },
});
const broken = (check: CheckId, text: string) =>
  run(() => ({ violations: [{ check, text }], violation_counts: { [check]: 1 } }));
const drilled = (id: string, change: Partial<Drill>): Partial<CheckEvidence> => ({
  drills: { ...drills, drills: drills.drills.map((each) => (each.id === id ? { ...each, ...change } : each)) },
});
const idle = (id: string) => drilled(id, { outcome: 'nothing_to_bite_on', evidence: [`Nothing for ${id}.`] });
const none = { fees: { taker_fills: 0, maker_fills: 0, free: {}, paid: 0, largest_difference: 0 } };
const { leak, determinism, parity } = proofs;

type Case = readonly [CheckId, Check['answer'], string, Partial<CheckEvidence> | Readonly<Record<string, unknown>>];

const cases: readonly Case[] = [
  ['leakage', 'fail', 'p1 was early', broken('leakage', 'p1 was early')],
  [
    'leakage',
    'fail',
    'sma differs at bar 7',
    { leak: { ...leak, answer: 'leak', evidence: ['sma differs at bar 7.'] } },
  ],
  ['leakage', 'not_proven', 'was not made', { leak: null }],
  ['leakage', 'not_proven', 'had too little', { leak: { ...leak, answer: 'not_proven' } }],
  ['leakage', 'not_proven', 'compared no decision', { leak: { ...leak, decisions: 0 } }],
  ['leakage', 'not_proven', 'was not watched', { run: null }],
  ['time-zones', 'fail', 'a mark out of order', broken('time-zones', 'a mark out of order')],
  [
    'time-zones',
    'fail',
    'UTC and Asia/Kathmandu wrote other bytes: trades.csv line 3',
    { determinism: { ...determinism, identical: false, difference: 'trades.csv line 3' } },
  ],
  ['time-zones', 'not_proven', 'in one time zone (UTC)', { determinism: { ...determinism, zones: ['UTC', 'UTC'] } }],
  ['time-zones', 'not_proven', 'not repeated', { determinism: null }],
  [
    'time-zones',
    'not_proven',
    'Nothing states the time zone of TEST',
    { data: [{ ...proofs.data[0], zone: null, zone_source: null }] },
  ],
  ['time-zones', 'not_proven', 'not known in which time zone', { data: null }],
  ['time-zones', 'not_proven', 'marked no close', run(() => ({ marks: 0 }))],
  [
    'reproducibility',
    'fail',
    '2 runs differ: events.log line 9',
    { determinism: { ...determinism, identical: false, difference: 'events.log line 9' } },
  ],
  ['reproducibility', 'not_proven', 'made once', { determinism: null }],
  ['reproducibility', 'not_proven', '1 run was made', { determinism: { ...determinism, runs: 1 } }],
  [
    'reproducibility',
    'not_proven',
    'decisions.log was not compared',
    { determinism: { ...determinism, artefacts: determinism.artefacts.slice(0, 4) } },
  ],
  [
    'reproducibility',
    'not_proven',
    'asked for no order',
    run(({ limits }) => ({ orders: 0, limits: { ...limits, refused: {} } })),
  ],
  [
    'reproducibility',
    'not_proven',
    'Every order that the strategy asked for was refused (592: INVALID_ACTION)',
    run(({ limits }) => ({ orders: 0, limits: { ...limits, refused: { INVALID_ACTION: 592 } } })),
  ],
  ['fees', 'fail', 'paid 1', broken('fees', 'p1 paid 1, by the configuration it is 2')],
  [
    'fees',
    'not_proven',
    'fees that apply to them are zero',
    run(({ fees }) => ({ fees: { ...fees, free: { TEST: 9 } } })),
  ],
  ['fees', 'not_proven', 'Nothing was filled', run(() => none)],
  ['fees', 'not_proven', 'was not watched', { run: null }],
  ['slippage', 'fail', 'no slippage', broken('slippage', 'p1 had no slippage')],
  [
    'slippage',
    'not_proven',
    'slippage is zero',
    run(({ slippage }) => ({ slippage: { ...slippage, free: { TEST: 9 } } })),
  ],
  [
    'slippage',
    'not_proven',
    'All 4 fills were resting',
    run(({ slippage }) => ({ slippage: { ...slippage, fills: 0, resting: 4 } })),
  ],
  [
    'slippage',
    'not_proven',
    'nothing could slip',
    run(({ slippage }) => ({ slippage: { ...slippage, fills: 0, resting: 0 } })),
  ],
  ['sizing', 'fail', 'off the lot', broken('sizing', 'p1 is off the lot')],
  ['sizing', 'fail', 'too large', drilled('lot', { outcome: 'broken', evidence: ['p9 is too large.'] })],
  ['sizing', 'not_proven', 'Nothing for lot', idle('lot')],
  ['sizing', 'not_proven', 'No drills were made', { drills: null }],
  ['sizing', 'not_proven', 'nothing was sized', run(() => ({ entries: 0 }))],
  ['risk-limits', 'fail', 'beyond', broken('risk-limits', 'p1 is beyond')],
  [
    'risk-limits',
    'fail',
    'limit passed',
    drilled('max_exposure', { outcome: 'broken', evidence: ['The limit passed.', 'limit passed'] }),
  ],
  ['risk-limits', 'not_proven', 'Nothing for max_position', idle('max_position')],
  ['risk-limits', 'not_proven', 'The run has no limit', { limits: { ...good.limits, max_position: null } }],
  ['risk-limits', 'not_proven', 'The drill of max_position was not made', { drills: { window: 'None.', drills: [] } }],
  [
    'kill-switch',
    'fail',
    'while the kill switch was on',
    broken('kill-switch', 'o4 was accepted while the kill switch was on'),
  ],
  [
    'kill-switch',
    'fail',
    'still open',
    drilled('max_drawdown', { outcome: 'broken', evidence: ['p3 is still open.'] }),
  ],
  ['kill-switch', 'not_proven', 'Nothing for max_drawdown', idle('max_drawdown')],
  [
    'kill-switch',
    'not_proven',
    'has no kill switch',
    { limits: { ...good.limits, max_daily_loss: null, max_drawdown: null } },
  ],
  [
    'exchange-errors',
    'fail',
    'did not get through',
    drilled('faults', { outcome: 'broken', evidence: ['The run did not get through.'] }),
  ],
  ['exchange-errors', 'fail', 'was not pending', broken('exchange-errors', 'o1 was not pending')],
  ['exchange-errors', 'not_proven', 'Nothing for faults', idle('faults')],
  ['exchange-errors', 'not_proven', 'No drills', { drills: null }],
  [
    'batch-stream-parity',
    'fail',
    'bar 12 asks for BUY',
    { parity: { ...parity, identical: false, difference: 'bar 12 asks for BUY' } },
  ],
  ['batch-stream-parity', 'not_proven', 'not given one by one', { parity: null }],
  ['batch-stream-parity', 'not_proven', 'nothing to compare', { parity: { ...parity, decisions: 0 } }],
  ['portfolio-invariants', 'fail', 'closed twice', broken('portfolio-invariants', 'p1 was closed twice')],
  ['portfolio-invariants', 'not_proven', 'Nothing was ever held', run(() => ({ entries: 0 }))],
  ['portfolio-invariants', 'not_proven', 'marked no close', run(() => ({ marks: 0 }))],
  ['portfolio-invariants', 'not_proven', 'was not watched', { run: null }],
];

describe('checks', () => {
  it('pass, all eleven in their order, when everything was shown', () => {
    const checks = judgeChecks(good);

    expect(checks.map(({ id }) => id)).toEqual(CHECK_IDS);
    expect(checks.filter(({ answer }) => answer !== 'pass')).toEqual([]);
    expect(checks.map((check) => Check.parse(check))).toEqual(checks);
    expect(checks.flatMap(({ evidence }) => evidence)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\d+ fills \(.*\) paid/)]),
    );
  });

  it('come to the same from evidence that went through JSON', () => {
    const sent = CheckEvidence.parse(JSON.parse(JSON.stringify(good)));

    expect(judgeChecks(sent)).toEqual(judgeChecks(good));
  });

  it('are none of them proven when nothing was looked at', () => {
    const checks = judgeChecks(evidenceOfRun(config, null, null));

    expect(checks.map(({ answer }) => answer)).toEqual(CHECK_IDS.map(() => 'not_proven'));
    expect(checks.every(({ evidence }) => evidence.length > 0)).toBe(true);
  });

  it('are none of them passed by a strategy that never trades', () => {
    const run = watch(Idler, series, given);
    const evidence = evidenceOfRun(config, run, runDrills({ strategy: Idler, series, config, seed: 1, run }));

    const checks = judgeChecks({
      ...good,
      run: evidence.run,
      drills: evidence.drills,
      leak: { ...leak, decisions: 0, evidence: [] },
      parity: { ...parity, decisions: 0 },
    });

    expect(checks.filter(({ answer }) => answer === 'pass')).toEqual([]);
    expect(checks.filter(({ answer }) => answer === 'fail')).toEqual([]);
  });

  it.each(cases)('%s is %s: %s', (id, answer, words, change) => {
    const check = answerOf(id, CheckEvidence.parse({ ...good, ...change }));

    expect(check.answer).toBe(answer);
    expect(check.evidence.join('\n')).toContain(words);
  });

  it('say how many violations they do not tell', () => {
    const violated = {
      ...watched,
      violations: [{ check: 'fees' as const, text: 'p1 paid 1' }],
      violation_counts: { fees: 7 },
    };

    expect(answerOf('fees', { ...good, run: violated }).evidence).toEqual(['p1 paid 1.', '6 more of the same kind.']);
  });
});
