import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherCandles } from '../../../src/backtest/artefacts/report/candles.ts';
import { PointBuckets } from '../../../src/backtest/artefacts/report/point-buckets.ts';
import { ReportBook } from '../../../src/backtest/artefacts/report/report-book.ts';
import { reportData } from '../../../src/backtest/artefacts/report/report-data.ts';
import type { Trade } from '../../../src/backtest/event.ts';
import { hourlyBars, runTiny } from './tiny-run.ts';

describe('a curve in bounded memory', () => {
  it('keeps first, last, lowest and highest point, in order, and never more than it may', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.integer({ min: 6, max: 40 }), (given, most) => {
        const buckets = new PointBuckets(most);
        for (const [time, value] of given.entries()) buckets.add(time, value);
        const points = buckets.points();
        const kept = points.map(({ value }) => value);
        expect(points.length).toBeLessThanOrEqual(most);
        expect(points.every(({ time, value }) => given[time] === value)).toBe(true);
        expect(points.every(({ time }, at) => at === 0 || time > (points[at - 1]?.time ?? time))).toBe(true);
        expect([points[0]?.time, points.at(-1)?.time]).toEqual([0, given.length - 1]);
        expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...given), Math.max(...given)]);
      }),
    );
  });

  it('keeps every point of a short curve', () => {
    const buckets = new PointBuckets(100);
    for (let time = 0; time < 20; time += 1) buckets.add(time, time % 3);

    expect(buckets.points()).toHaveLength(20);
  });
});

describe('the book of a report', () => {
  it('keeps the first and the last trades of a long run and says how many there were', () => {
    const [trade] = runTiny().book.curves().trades;
    const book = new ReportBook(1000);
    for (let number = 1; number <= 1234; number += 1) book.trade({ ...(trade as Trade), position_id: `p${number}` });

    const { trades, tradeCount } = book.curves();

    const ids = trades.map(({ position_id }) => Number(position_id.slice(1)));
    expect(tradeCount).toBe(1234);
    expect(ids).toEqual([...numbers(1, 500), ...numbers(735, 1234)]);
  });

  it('measures drawdown from the money at the start', () => {
    const book = new ReportBook(1000);
    const mark = { time: 0, balance: 900, unrealised: 0, equity: 900, used_margin: 0, exposure: 0, open_positions: 0 };

    book.mark(mark);

    expect(book.curves().drawdown).toEqual([{ time: 0, value: 0.9 - 1 }]);
  });
});

describe('candles', () => {
  it('join neighbouring bars: first open, highest, lowest, last close', () => {
    const bars = hourlyBars('AB', [
      [1, 5, 1, 2],
      [2, 9, 2, 3],
      [3, 4, 0.5, 4],
    ]);

    const candles = gatherCandles(bars, 2);

    expect(candles).toMatchObject({ barsPerCandle: 2, open: [1, 3], high: [9, 4], low: [1, 0.5], close: [3, 4] });
  });

  it('carry the entries and exits of the bars in them', () => {
    const { book, bars } = runTiny();

    const { symbols } = reportData(book.curves(), [gatherCandles(bars, 4)]);

    expect(symbols[0]?.markers.map(({ at, what, price }) => [at, what, price])).toEqual([
      [0, 'buy', 100],
      [1, 'win', 110],
      [1, 'sell', 108],
      [2, 'win', 101],
    ]);
  });
});

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
