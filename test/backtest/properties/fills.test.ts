import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trade } from '../../../src/backtest/event.ts';
import { barsOf, type Ohlc } from '../broker/play.ts';
import { config, decisions, type Plan, plan, prices } from './generated.ts';
import { runDecisions } from './run.ts';

const RUNS = { numRuns: 150 };
const AMPLE = { initial_cash: 1e9, risk: { max_open_positions: null }, maintenance_margin: 0 };

describe('a fill over any bars', () => {
  it('lies within its bar before slippage and spread, but for what rests in a continuous market (P04)', () => {
    fc.assert(
      fc.property(prices, decisions, config, (all, asked, given) => {
        const trades = tradesOf(all, asked, { ...given, spread: 0, slippage: 0 });

        for (const trade of trades) {
          for (const [bar, price, isResting] of fillsOf(trade)) {
            const [, high, low] = all[bar] as Ohlc;
            // The worse price of a resting order is the one that the market has left behind, never a better one.
            const isWithin = price >= low && price <= high;
            expect(isWithin || (isResting && given.market === 'continuous')).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('never costs less than it would without slippage and spread', () => {
    fc.assert(
      fc.property(prices, plan, (all, one) => {
        const market = { ...one, type: 'MARKET' as const, size: { volume: 1 }, stop: null, target: null };
        const profit = (given: object) => sum(tradesOf(all, once(market), { ...AMPLE, ...given }));

        expect(profit({ slippage: 0.001, spread: 0.5 })).toBeLessThanOrEqual(profit({}));
      }),
      RUNS,
    );
  });

  it('happens at least as often on a touch as when the price must trade through (P05)', () => {
    fc.assert(
      fc.property(prices, plan, (all, one) => {
        const limit = { ...one, type: 'LIMIT' as const };
        const entries = (limit_fill: string) => tradesOf(all, once(limit), { ...AMPLE, limit_fill }).length;

        expect(entries('touch')).toBeGreaterThanOrEqual(entries('through'));
      }),
      RUNS,
    );
  });

  it('makes what its mirror image makes (P06)', () => {
    fc.assert(
      fc.property(prices, plan, fc.constantFrom('continuous', 'sessions'), (all, one, market) => {
        const sized = { ...one, size: { volume: 2 } };
        const other = {
          ...sized,
          action: one.action === 'BUY' ? ('SELL' as const) : ('BUY' as const),
          limit: -one.limit,
        };
        const mirrored = all.map(mirror);

        const here = tradesOf(all, once(sized), { ...AMPLE, market });
        const there = tradesOf(mirrored, once(other), { ...AMPLE, market });

        const told = ({ entry_bar, exit_bar, reason, pnl_net }: Trade) => ({ entry_bar, exit_bar, reason, pnl_net });
        expect(there.map(told)).toEqual(here.map(told));
      }),
      RUNS,
    );
  });
});

const PIVOT = 2000;

function mirror([open, high, low, close]: Ohlc): Ohlc {
  return [PIVOT - open, PIVOT - low, PIVOT - high, PIVOT - close];
}

/** A plan that is carried out after the first close, and nothing after it. */
function once(only: Plan): Parameters<typeof runDecisions>[1] {
  return [{ plans: [only], closes: false, cancels: false }];
}

function tradesOf(
  all: readonly Ohlc[],
  ...rest: readonly [Parameters<typeof runDecisions>[1], object]
): readonly Trade[] {
  const [asked, given] = rest;
  return runDecisions(barsOf('X', all), asked, { ...given }).flatMap((told) =>
    told.kind === 'trade' ? [told.trade] : [],
  );
}

function fillsOf(trade: Trade): readonly (readonly [bar: number, price: number, isResting: boolean])[] {
  return [
    [trade.entry_bar, trade.entry_price, trade.order_type === 'LIMIT'],
    [trade.exit_bar, trade.exit_price, trade.reason === 'tp'],
  ];
}

function sum(trades: readonly Trade[]): number {
  return trades.reduce((total, { pnl_net }) => total + pnl_net, 0);
}
