import { describe, expect, it } from 'vitest';
import { coveredBy } from '../../src/evidence/scan.ts';
import { shippedRule } from './shipped-rules.ts';

const INJECTION = shippedRule('sec/prompt-injection');

describe('coveredBy', () => {
  const backtest = shippedRule('risk/zero-cost');

  it.each([
    ['src/backtest/runner.py', true],
    ['Backtest/codes/breakout.py', true],
    ['src/run_backtest.py', true],
    ['backtests/fast/x.py', true],
    ['src/live/ticket.py', false],
    ['src/backtest/config.yml', false],
    ['tests/backtest/fills.py', false],
    ['Tests/backtest/fills.py', false],
    ['src/backtest/test_fills.py', false],
    ['src/backtest/fills_test.py', false],
    ['src/backtest/contests/fills.py', true],
  ])('asks the path of risk/zero-cost: %s %s', (path, covered) => {
    expect(coveredBy(path, [backtest])).toEqual(covered ? [backtest] : []);
  });

  it.each([
    ['repro/unseeded-random', 'src/a/b.py', true],
    ['repro/unseeded-random', 'lib/src/b.py', false],
    ['repro/unseeded-random', 'tests/b.py', false],
    ['ops/task-transport', 'dags/a/b.py', true],
    ['ops/task-transport', 'src/commun/finetune/b.py', true],
    ['ops/task-transport', 'src/commun/cache/b.py', false],
  ])('asks the path of %s: %s %s', (id, path, covered) => {
    expect(coveredBy(path, [shippedRule(id)])).toHaveLength(covered ? 1 : 0);
  });

  it('does not count rules over texts, which read no code', () => {
    expect(coveredBy('a.py', [INJECTION])).toEqual([]);
  });
});
