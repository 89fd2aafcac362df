import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bars, Position } from './conclave-backtest.d.ts';
import { Strategy } from './moving-average-cross.ts';

// Run it with: node --test moving-average-cross.test.ts

const config = { seed: 1, symbol: 'TEST', fast: 2, slow: 4, stop: 0.05, target: 0.1, risk: 0.01 };

/** The fast average crosses above the slow one at bar 4, and back at bar 7. */
const bars = barsOf([10, 9, 8, 9, 11, 12, 9, 7]);

describe('moving-average-cross', () => {
  it('computes the averages as by hand', () => {
    const { fast, slow } = new Strategy(config).prepareIndicators(bars);

    assert.deepEqual(listOf(fast), [NaN, 9.5, 8.5, 8.5, 10, 11.5, 10.5, 8]);
    assert.deepEqual(listOf(slow), [NaN, NaN, NaN, 9, 9.25, 10, 10.25, 9.75]);
  });

  it('knows no later bar: a prefix has the same rows', () => {
    const whole = new Strategy(config).prepareIndicators(bars);

    for (let count = 1; count < bars.length; count += 1) {
      const prefix = new Strategy(config).prepareIndicators(barsOf(listOf(bars.close).slice(0, count)));
      assert.deepEqual(listOf(prefix.fast), listOf(whole.fast).slice(0, count));
      assert.deepEqual(listOf(prefix.slow), listOf(whole.slow).slice(0, count));
    }
  });

  it('asks for one entry, at the cross, with the stop below and the target above', () => {
    const strategy = new Strategy(config);
    const indicators = strategy.prepareIndicators(bars);
    const asked = rowsFrom(strategy.warmup).filter((index) => strategy.findEntries(bars, indicators, index) !== null);

    assert.deepEqual(asked, [4]);
    assert.deepEqual(strategy.findEntries(bars, indicators, 4), {
      action: 'BUY',
      type: 'MARKET',
      risk_fraction: 0.01,
      sl: 11 * (1 - 0.05),
      tp: 11 * (1 + 0.1),
      comment: 'cross up',
    });
  });

  it('leaves when the averages cross back', () => {
    const strategy = new Strategy(config);
    const indicators = strategy.prepareIndicators(bars);
    const left = rowsFrom(strategy.warmup).filter(
      (index) => strategy.findExits(position, bars, indicators, index) !== null,
    );

    assert.deepEqual(left, [7]);
  });

  it('refuses a parameter that is missing', () => {
    assert.throws(() => new Strategy({ ...config, stop: undefined }), /stop under params must be a number above 0/);
  });
});

const position: Position = {
  position_id: 'p1',
  symbol: 'TEST',
  action: 'BUY',
  volume: 1,
  entry_price: 11,
  entry_time: 5 * 86_400_000,
  entry_bar: 5,
  sl: 10.45,
  tp: 12.1,
  unrealised_pnl: 0,
};

/** Daily bars that stand still at their close. */
function barsOf(closes: readonly number[]): Bars {
  const column = Float64Array.from(closes);
  const time = Float64Array.from(closes, (_, index) => index * 86_400_000);
  const volume = new Float64Array(closes.length).fill(1);
  return {
    symbol: 'TEST',
    length: closes.length,
    time,
    open: column,
    high: column,
    low: column,
    close: column,
    volume,
    closes: 86_400_000,
  };
}

function rowsFrom(first: number): readonly number[] {
  return listOf(bars.close).flatMap((_, index) => (index < first ? [] : [index]));
}

function listOf(column: ArrayLike<number> | undefined): readonly number[] {
  return Array.from(column ?? []);
}
