import { describe, expect, it } from 'vitest';
import { FigureBook } from '../../../src/backtest/metrics/figure-book.ts';
import { Summary } from '../../../src/backtest/metrics/summary.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { bookOf } from './book-of-equities.ts';
import { START } from './recorded-run.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const facts = { correlationId: 'c1', seed: 7, data: [] };

describe('returns and their basis', () => {
  it('are those of UTC days by close time, a midnight belonging to the day that it ends', () => {
    const book = bookOf(
      [
        [START + 12 * HOUR, 90],
        [START + DAY, 110],
        [START + DAY + 12 * HOUR, 121],
        [START + 3 * DAY, 60.5],
      ],
      { barLength: 12 * HOUR },
    );

    const { basis, ends, values } = book.returnSeries();
    expect({ basis, ends }).toEqual({
      basis: 'day',
      ends: [START + DAY, START + DAY + 12 * HOUR, START + 3 * DAY],
    });
    expect(values).toEqual([0.1, 0.1, -0.5].map((value) => expect.closeTo(value, 12)));
    expect(book.summary(facts).account).toMatchObject({
      worst_day: { day: '2024-01-03', return: -0.5 },
      best_day: { day: '2024-01-01' },
    });
  });

  it('are those of bars where the run is shorter than two days', () => {
    const closes = [1, 2, 47].map((hours) => [START + hours * HOUR, 100 + hours] as const);

    expect(bookOf(closes, { barLength: HOUR }).returnSeries()).toMatchObject({ basis: 'bar', values: { length: 3 } });
    expect(bookOf([...closes, [START + 2 * DAY, 100]], { barLength: HOUR }).returnSeries()).toMatchObject({
      basis: 'day',
      values: { length: 2 },
    });
  });

  it.each([
    [DAY, 'day'],
    [2 * DAY, 'bar'],
    [7 * DAY, 'week'],
    [31 * DAY, 'month'],
  ] as const)('of bars of %d ms are by %s', (barLength, basis) => {
    const closes = Array.from({ length: 5 }, (_, bar) => [START + (bar + 1) * barLength, 101 + bar] as const);

    const book = bookOf(closes, { barLength });
    expect(book.returnSeries()).toMatchObject({ basis, ends: closes.map(([time]) => time) });
    expect(book.summary(facts).account.worst_day === null).toBe(barLength > DAY);
  });

  it('of months are annualised by twelve, not by the days of a year', () => {
    const opens = Array.from({ length: 25 }, (_, month) => Date.UTC(2024, month));
    const equities = opens.slice(1).map((close, month) => [close, 100 + month + 3 * (month % 2)] as const);
    const series = [
      {
        symbol: 'S',
        length: 24,
        time: Float64Array.from(opens.slice(0, 24)),
        closes: Float64Array.from(opens.slice(1)),
      },
    ];
    const book = new FigureBook({ series, config: RunConfig.parse({ version: 1, initial_cash: 100 }) });
    for (const [time, equity] of equities) {
      book.mark({ time, equity, balance: equity, unrealised: 0, used_margin: 0, exposure: 0, open_positions: 0 });
    }

    const summary = book.summary(facts);
    expect(summary).toMatchObject({ returns_basis: 'month', returns: 24 });
    expect(summary.periods_per_year).toBeCloseTo(24 / (731 / 365.25), 8);
    expect(summary.months).toHaveLength(24);
    expect(summary.months[1]).toEqual({ month: '2024-02', return: 0.04 });
  });

  it('are annualised as the configuration says where it says so', () => {
    const closes = [100, 101, 100, 102].map((equity, day) => [START + (day + 1) * DAY, equity] as const);

    const given = bookOf(closes, { config: { figures: { periods_per_year: 250 } } }).summary(facts);
    const counted = bookOf(closes).summary(facts);
    expect(given.periods_per_year).toBe(250);
    expect(counted.periods_per_year).toBe(365.25);
    expect((given.account.sharpe as number) / (counted.account.sharpe as number)).toBeCloseTo(
      Math.sqrt(250 / 365.25),
      8,
    );
  });

  it('are measured against the risk-free return of a period', () => {
    const closes = [100, 101, 100, 102].map((equity, day) => [START + (day + 1) * DAY, equity] as const);
    const figures = { risk_free: 0.05 };

    const [free, plain] = [bookOf(closes, { config: { figures } }), bookOf(closes)].map((book) => book.summary(facts));
    const { sharpe, volatility } = plain?.account ?? {};
    // Both are of a year: the ratio falls by the yearly sum of the daily risk-free return over the volatility.
    const daily = 1.05 ** (1 / 365.25) - 1;
    expect(free?.account.sharpe).toBeCloseTo((sharpe as number) - (daily * 365.25) / (volatility as number), 7);
    expect(free?.account.sortino).toBe(plain?.account.sortino);
  });

  it('are zero after everything was lost, and no figure is infinite', () => {
    const closes = [50, -10, -10, 20].map((equity, day) => [START + (day + 1) * DAY, equity] as const);

    const book = bookOf(closes);
    expect(book.returnSeries().values).toEqual([-0.5, -1.2, 0, 0]);
    const summary = book.summary(facts);
    expect(Summary.parse(summary)).toEqual(summary);
    expect(summary.account.max_drawdown).toBe(1.1);
  });

  it('without variance have no ratio, and nothing is said by chance', () => {
    const closes = Array.from({ length: 40 }, (_, day) => [START + (day + 1) * DAY, 100] as const);

    expect(bookOf(closes).summary(facts)).toMatchObject({
      account: { volatility: 0, sharpe: null, sortino: null, calmar: null, max_drawdown: 0 },
      honesty: { probabilistic_sharpe: null, mean_return: null, sharpe: null, total_return: null },
    });
  });
});
