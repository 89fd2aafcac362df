import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FigureBook } from '../../../src/backtest/metrics/figure-book.ts';
import { Summary } from '../../../src/backtest/metrics/summary.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { bookOf } from './book-of-equities.ts';
import { naiveFigures } from './naive-figures.ts';
import { recordRun, START } from './recorded-run.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const facts = { correlationId: 'c1', seed: 7, data: [] };

/** Every number alike in nine digits. */
function near(value: unknown): unknown {
  // oxlint-disable-next-line vitest/no-conditional-expect -- a matcher, not an expectation
  if (typeof value === 'number') return expect.toSatisfy((found: unknown) => isNear(found, value), `near ${value}`);
  if (Array.isArray(value)) return value.map(near);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, near(part)]));
}

function isNear(found: unknown, value: number): boolean {
  return typeof found === 'number' && Math.abs(found - value) <= 1e-8 * Math.max(1, Math.abs(value));
}

describe('a book of figures', () => {
  const madeUp = fc.record({
    seed: fc.nat(1e6),
    lengths: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 3 }),
    barLength: fc.constantFrom(HOUR, 6 * HOUR, DAY),
    config: fc.record({
      finalize: fc.constantFrom('close', 'none'),
      risk: fc.record({ max_open_positions: fc.constantFrom(1, null) }),
      leverage: fc.constantFrom(1, 3),
    }),
  });

  it('says the same as a computation from everything that was told', () => {
    fc.assert(
      fc.property(madeUp, (how) => {
        const run = recordRun(how);
        const { daily, dayEnds, placed, filled, account, ...naive } = naiveFigures(run);

        const summary = run.book.summary(facts);
        const { sharpe, cagr, ...rest } = account;
        expect(summary).toMatchObject(near({ ...naive, account: rest }) as object);
        expect(summary.orders).toMatchObject({ placed, filled });
        expect(Summary.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
        if (summary.returns_basis !== 'day') return;
        expect(run.book.returnSeries()).toEqual({ basis: 'day', ends: dayEnds, values: near(daily) });
        expect(summary.account).toMatchObject(near({ sharpe, cagr }) as object);
      }),
      { numRuns: 60 },
    );
  });

  it('accounts for every coin: what closed trades made is what the balance gained', () => {
    const { book, config } = recordRun({ seed: 3, lengths: [400, 350], barLength: HOUR });

    const { account, total, symbols } = book.summary(facts);
    expect(total.trades).toBeGreaterThan(50);
    expect(account.final_balance - config.initial_cash).toBeCloseTo(total.net_profit, 5);
    expect(Object.values(symbols).reduce((sum, { net_profit }) => sum + net_profit, 0)).toBeCloseTo(
      total.net_profit,
      5,
    );
    expect(Object.keys(symbols)).toEqual(['S0', 'S1']);
  });

  it('counts fees of positions that are still open', () => {
    const { book, events, trades } = recordRun({
      seed: 14,
      lengths: [60],
      barLength: HOUR,
      config: { finalize: 'none', risk: { max_open_positions: null } },
      activity: 0.9,
    });

    const opened = events.filter(({ type }) => type === 'position_opened');
    expect(opened.length).toBeGreaterThan(trades.length);
    const fees = trades.reduce((sum, { entry_fee, exit_fee }) => sum + entry_fee + exit_fee, 0);
    expect(book.summary(facts).total.fees).toBeGreaterThan(fees);
  });

  it('says of a run without bars, marks and trades that nothing is known', () => {
    const book = new FigureBook({ series: [], config: RunConfig.parse({ version: 1 }) });

    const summary = book.summary(facts);
    expect(Summary.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({
      returns: 0,
      years: 0,
      periods_per_year: null,
      account: { final_equity: 10_000, total_return: 0, cagr: null, sharpe: null, max_drawdown: 0, worst_day: null },
      total: { trades: 0, win_rate: null, profit_factor: null, exposure_time: null },
      symbols: {},
      months: [],
      honesty: { probabilistic_sharpe: null, mean_return: null, expectancy: null },
    });
    expect(summary.honesty.statement).toBe('Without a closed trade nothing can be said about the strategy.');
  });

  it('gives the same summary for the same run, and other intervals for another seed', () => {
    const how = { seed: 5, lengths: [900], barLength: HOUR };
    const [one, again, other] = [
      recordRun(how).book.summary(facts),
      recordRun(how).book.summary(facts),
      recordRun(how).book.summary({ ...facts, seed: 8 }),
    ];

    expect(JSON.stringify(again)).toBe(JSON.stringify(one));
    expect(one.honesty.mean_return).not.toBeNull();
    expect(other.honesty.mean_return).not.toEqual(one.honesty.mean_return);
    expect(other.account).toEqual(one.account);
  });

  it('writes no figure with more than ten digits', () => {
    const { config: _config, ...figures } = recordRun({ seed: 5, lengths: [500], barLength: HOUR }).book.summary(facts);

    const numbers = JSON.stringify(figures).match(/(?<=[:,[])-?\d+(?:\.\d+)?(?:e[+-]\d+)?/g) ?? [];
    const digits = numbers.map((text) => text.replace(/e.*/, '').replace(/^-?[0.]+|[-.]/g, '').length);
    expect(numbers.length).toBeGreaterThan(70);
    expect(Math.max(...digits)).toBeLessThanOrEqual(10);
  });
});

describe('what the account stood', () => {
  it('tells the deepest fall by its times', () => {
    const closes = [110, 88, 99, 110].map((equity, day) => [START + (day + 1) * DAY, equity] as const);

    expect(bookOf(closes).summary(facts).account).toMatchObject({
      max_drawdown: 0.2,
      max_drawdown_peak: '2024-01-02T00:00:00.000Z',
      max_drawdown_trough: '2024-01-03T00:00:00.000Z',
      max_drawdown_recovered: '2024-01-05T00:00:00.000Z',
      time_under_water: 0.5,
      longest_under_water_days: 3,
    });
  });

  it('counts orders by what became of them, and when trading was stopped', () => {
    const { book, events } = recordRun({
      seed: 21,
      lengths: [300],
      barLength: HOUR,
      config: { initial_cash: 2_500, risk: { max_daily_loss: 0.01 } },
      activity: 0.8,
    });

    const { orders, kill_switch, liquidations } = book.summary(facts);
    const rejected = events.filter(({ type }) => type === 'order_rejected').length;
    const cancelled = events.filter(({ type }) => type === 'order_cancelled').length;
    const kills = events.filter(({ type }) => type === 'kill_switch');
    expect(Object.values(orders.rejected).reduce((sum, count) => sum + count, 0)).toBe(rejected);
    expect(Object.values(orders.cancelled).reduce((sum, count) => sum + count, 0)).toBe(cancelled);
    expect(orders.rejected.KILL_SWITCH).toBeGreaterThan(0);
    expect(kills.length).toBeGreaterThan(0);
    expect(kill_switch.map(({ time }) => Date.parse(time))).toEqual(kills.map(({ time }) => time));
    expect(kill_switch[0]).toMatchObject({ reason: 'daily_loss' });
    expect(liquidations).toBe(0);
  });
});
