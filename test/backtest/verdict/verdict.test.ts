import { describe, expect, it } from 'vitest';
import type { Attestation } from '../../../src/backtest/verdict/attestation.ts';
import type { StrategyFacts } from '../../../src/backtest/verdict/strategy-facts.ts';
import { judgeBacktests } from '../../../src/backtest/verdict/verdict.ts';
import { comparisonOf } from './some-comparison.ts';
import { factsWith, lookAhead, proofsWith, reportWith, WALL } from './some-facts.ts';

const ATTESTED: Attestation = { kind: 'attested', by: 'base' };
const CLAIMED: Attestation = { kind: 'not-attested', differences: ['another workflow'] };

const leak = lookAhead({ answer: 'leak', differences_found: 3 });
const differs = { answer: 'differs' as const, varied: [], zones: [], files: [], differences: ['trades.csv:4'] };
const inspection = reportWith().inspection ?? expect.unreachable('a sound report is inspected');
const failing = { id: 'bandit' as const, answer: 'fail' as const, tool: null, findings: [], reason: null };
const tests = { ...inspection.tests, answer: 'fail' as const, failed: 1 };
const weaker = { ...WALL, weaker: ['memory' as const] };
const untried = { ...WALL, guarantees: WALL.guarantees.filter(({ name }) => name !== 'network') };
const noCpu = {
  ...WALL,
  guarantees: WALL.guarantees.map((each) => (each.name === 'cpu' ? { ...each, holds: false } : each)),
};
const golden = (answer: 'same' | 'differs' | 'refused') => ({
  golden: [{ name: 'year', answer, details: ['Sharpe'] }],
});

type Row = readonly [string, StrategyFacts, string, string | null];

const ROWS: readonly Row[] = [
  ['everything holds', factsWith(), 'success', null],
  ['the strategy is new and everything holds', factsWith({ comparison: null }, { base: 'absent' }), 'success', null],
  ['a share of the processor is missing', factsWith({ report: reportWith({ run: { wall: noCpu } }) }), 'success', null],
  [
    'decisions see later bars',
    factsWith({ report: reportWith(proofsWith({ look_ahead: leak })) }),
    'failure',
    'look-ahead',
  ],
  [
    'two runs differ',
    factsWith({ report: reportWith(proofsWith({ determinism: differs })) }),
    'failure',
    'determinism',
  ],
  [
    'it is worse beyond the tolerance',
    factsWith({ comparison: comparisonOf({ verdict: 'worse', regression: true }) }),
    'failure',
    'regression',
  ],
  ['it is worse within the tolerance', factsWith({ comparison: comparisonOf({ verdict: 'worse' }) }), 'success', null],
  [
    'a static check fails',
    factsWith({ report: reportWith({ inspection: { ...inspection, checks: [failing] } }) }),
    'failure',
    'static check bandit',
  ],
  [
    'its own tests fail',
    factsWith({ report: reportWith({ inspection: { ...inspection, tests } }) }),
    'failure',
    'tests',
  ],
  [
    'a check of trading fails',
    factsWith({ report: reportWith({ checks: [{ id: 'fees', answer: 'fail', evidence: ['free'] }] }) }),
    'failure',
    'check fees',
  ],
  [
    'a golden scenario differs',
    factsWith({ report: reportWith(golden('differs')) }),
    'failure',
    'golden scenario year',
  ],
  [
    'the wall was allowed to be weaker',
    factsWith({ report: reportWith({ run: { wall: weaker } }) }),
    'failure',
    'the wall',
  ],
  [
    'a guarantee of the wall was not tried',
    factsWith({ report: reportWith({ run: { wall: untried } }) }),
    'failure',
    'the wall',
  ],
  ['no wall stood', factsWith({ report: reportWith({ run: { wall: null } }) }), 'failure', 'the wall'],
  [
    'the figures do not follow',
    factsWith({ recomputation: { answer: 'differs', words: 'trades.csv' } }),
    'failure',
    'recomputed figures',
  ],
  [
    'the strategy was refused',
    factsWith({ report: null, recomputation: { answer: 'nothing' } }, { answer: 'refused' }),
    'failure',
    'usable',
  ],
  ['the run says that it failed and nobody sees why', factsWith({}, { answer: 'fail' }), 'failure', 'the run itself'],
  [
    'it passed without a report',
    factsWith({ report: null, recomputation: { answer: 'nothing' } }),
    'failure',
    'report',
  ],
  [
    'the figures could not be computed',
    factsWith({ report: null, recomputation: { answer: 'not_computed', words: 'no data' } }),
    'action_required',
    'recomputed figures',
  ],
  [
    'the machine gave out',
    factsWith({ report: null, recomputation: { answer: 'nothing' } }, { answer: 'broken' }),
    'action_required',
    'run',
  ],
  [
    'it is touched and only others were asked for',
    factsWith({ report: null, recomputation: { answer: 'nothing' } }, { answer: 'not_asked' }),
    'action_required',
    'run',
  ],
  [
    'no time was left',
    factsWith({ report: null, recomputation: { answer: 'nothing' } }, { answer: 'not_run' }),
    'neutral',
    'run',
  ],
  [
    'it was stopped before it came to an end',
    factsWith({ report: null, recomputation: { answer: 'nothing' } }, { answer: 'not_proven' }),
    'neutral',
    'run',
  ],
  [
    'look-ahead was not proven',
    factsWith({ report: reportWith(proofsWith({ look_ahead: null })) }),
    'neutral',
    'look-ahead',
  ],
  ['it was run once', factsWith({ report: reportWith(proofsWith({ determinism: null })) }), 'neutral', 'determinism'],
  ['no static checks were made', factsWith({ report: reportWith({ inspection: null }) }), 'neutral', 'static checks'],
  ['there is no comparison', factsWith({ comparison: null }), 'neutral', 'regression'],
  [
    'a golden scenario has other data',
    factsWith({ report: reportWith(golden('refused')) }),
    'neutral',
    'golden scenario year',
  ],
  [
    'a check of trading is not proven',
    factsWith({ report: reportWith({ checks: [{ id: 'fees', answer: 'not_proven', evidence: ['no fill'] }] }) }),
    'neutral',
    'check fees',
  ],
];

describe('the conclusion of the backtests', () => {
  it.each(ROWS)('when %s', (_when, facts, conclusion, rule) => {
    const verdict = judgeBacktests([facts], ATTESTED);

    expect(verdict.conclusion).toBe(conclusion);
    expect(verdict.strategies[0]?.reasons[0]?.rule ?? null).toBe(rule);
  });

  it('of a report that is not attested is neutral whatever it says, unless it is shown to be false', () => {
    const conclusions = ROWS.map(([, facts]) => judgeBacktests([facts], CLAIMED));

    const failing = conclusions.filter(({ conclusion }) => conclusion === 'failure');
    expect(new Set(conclusions.map(({ conclusion }) => conclusion))).toEqual(new Set(['neutral', 'failure']));
    expect(failing.map(({ strategies }) => strategies[0]?.reasons[0]?.rule)).toEqual(['recomputed figures']);
  });

  it('is that of the worst strategy, which stands first', () => {
    const others = [
      factsWith(),
      factsWith({ comparison: null }),
      factsWith({ report: reportWith({ run: { wall: null } }) }),
    ];

    const verdict = judgeBacktests(others, ATTESTED);

    expect(verdict.conclusion).toBe('failure');
    expect(verdict.strategies.map(({ answer }) => answer)).toEqual(['fails', 'unproven', 'good']);
  });

  it('is neutral when no strategy is left to run', () => {
    const gone = factsWith(
      { report: null, comparison: null, recomputation: { answer: 'nothing' } },
      { answer: 'gone' },
    );

    expect(judgeBacktests([gone], ATTESTED)).toMatchObject({
      answer: 'nothing',
      conclusion: 'neutral',
      strategies: [],
    });
    expect(judgeBacktests([], ATTESTED)).toMatchObject({ answer: 'nothing', conclusion: 'neutral' });
  });
});
