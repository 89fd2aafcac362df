import { describe, expect, it } from 'vitest';
import { sharpeOf } from '../../../src/backtest/metrics/return-ratios.ts';
import { drawSharpes, type SharpeColumns, toSharpeColumns } from '../../../src/backtest/metrics/sharpe-draws.ts';

const yearly = { periodsPerYear: 252, riskFree: 0.001 };

/** The Sharpe ratio of a draw that consists of the values at these places. */
function sharpeOfDraw(values: readonly number[], places: readonly number[], options = yearly): number | undefined {
  const columns = toSharpeColumns(Float64Array.from(values)) as SharpeColumns;
  const sumOf = (column: Float64Array) => Float64Array.of(places.reduce((sum, place) => sum + (column[place] ?? 0), 0));
  const sums = { distances: sumOf(columns.distances), squares: sumOf(columns.squares) };
  return drawSharpes(columns, sums, options)[0];
}

describe('the Sharpe ratio of a draw', () => {
  const values = [0.01, -0.02, 0.03, 0.02, 0];

  it.each([[[0, 1, 2, 3, 4]], [[1, 1, 3, 2, 0]], [[4, 4, 4, 4, 1]]])('is that of the values drawn: %j', (places) => {
    const drawn = places.map((place) => values[place] as number);

    expect(sharpeOfDraw(values, places)).toBeCloseTo(sharpeOf(drawn, yearly) as number, 9);
  });

  it('is zero where nothing was earned and nothing varied, and undefined where only nothing varied', () => {
    expect(sharpeOfDraw(values, [4, 4, 4, 4, 4], { periodsPerYear: 252, riskFree: 0 })).toBe(0);
    expect(sharpeOfDraw(values, [4, 4, 4, 4, 4])).toBeNaN();
    expect(sharpeOfDraw(values, [2, 2, 2, 2, 2])).toBeNaN();
  });

  it('is not drawn from values without variance', () => {
    expect(toSharpeColumns(Float64Array.of(0.1, 0.1, 0.1))).toBeNull();
    expect(toSharpeColumns(Float64Array.of(0.1))).toBeNull();
  });
});
