import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trade } from '../../../src/backtest/event.ts';
import { type Ohlc, playOrders, round } from '../broker/play.ts';
import { orderOf, plan, prices } from './generated.ts';

const RUNS = { numRuns: 300 };
const AMPLE = { initial_cash: 1e9, maintenance_margin: 0 };

const plans = fc.array(fc.array(plan, { maxLength: 2 }), { minLength: 24, maxLength: 24 });
const rules = fc.record({
  market: fc.constantFrom('continuous', 'sessions'),
  limit_fill: fc.constantFrom('through', 'touch'),
});
/** In steps of the grid. */
const spreads = fc.nat({ max: 9 });

type Orders = Parameters<typeof playOrders>[1];

describe('fills through a spread over prices of a decimal grid', () => {
  it.each([10, 100, 1000, 10_000])(
    'are those over whole numbers, where every sum is exact, with %s steps to a unit',
    (steps) => {
      fc.assert(
        fc.property(prices, plans, rules, spreads, (all, asked, given, spread) => {
          const ground = { all: all.map(inSteps), orders: ordersOf(all, asked) };

          const whole = tradesOf(ground, { ...AMPLE, ...given, spread });
          const decimal = tradesOf(scaled(ground, steps), { ...AMPLE, ...given, spread: spread / steps });

          expect(decimal.map((trade) => told(trade, steps))).toEqual(whole.map((trade) => told(trade, 1)));
        }),
        RUNS,
      );
    },
  );

  it('lie within the bar of their side, but for what rests in a continuous market (P04)', () => {
    fc.assert(
      fc.property(prices, plans, rules, spreads, (all, asked, given, spread) => {
        const ground = scaled({ all: all.map(inSteps), orders: ordersOf(all, asked) }, 100);

        for (const trade of tradesOf(ground, { ...AMPLE, ...given, spread: spread / 100 })) {
          for (const { bar, price, way, isResting } of fillsOf(trade)) {
            const [, high, low] = ground.all[bar] as Ohlc;
            const mid = round(price - (way * spread) / 200);
            expect((mid >= low && mid <= high) || (isResting && given.market === 'continuous')).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('make what those of the mirror image make (P06)', () => {
    fc.assert(
      fc.property(prices, plans, rules, spreads, (all, asked, given, spread) => {
        const ground = { all: all.map(inSteps), orders: ordersOf(all, asked) };
        const mirrored = {
          all: ground.all.map(
            ([open, high, low, close]): Ohlc => [mirror(open), mirror(low), mirror(high), mirror(close)],
          ),
          orders: mapped(ground.orders, ({ action, ...order }) => ({
            ...inPrices(order, mirror),
            action: action === 'BUY' ? 'SELL' : 'BUY',
          })),
        };
        const config = { ...AMPLE, ...given, spread: spread / 100 };

        const here = tradesOf(scaled(ground, 100), config);
        const there = tradesOf(scaled(mirrored, 100), config);

        const made = ({ entry_bar, exit_bar, reason, gross }: Trade) => ({
          entry_bar,
          exit_bar,
          reason,
          gross: round(gross),
        });
        expect(there.map(made)).toEqual(here.map(made));
      }),
      RUNS,
    );
  });
});

interface Ground {
  readonly all: readonly Ohlc[];
  readonly orders: Orders;
}

/** The generated prices stand on a grid of quarters. */
const STEPS = 4;

function inSteps([open, high, low, close]: Ohlc): Ohlc {
  return [open * STEPS, high * STEPS, low * STEPS, close * STEPS];
}

/** Orders of fixed volume, so that prices alone decide; at prices in whole steps. */
function ordersOf(all: readonly Ohlc[], asked: readonly (readonly Parameters<typeof orderOf>[0][])[]): Orders {
  return Object.fromEntries(
    all.map(([, , , close], bar) => [
      bar,
      (asked[bar] ?? []).map((one) =>
        inPrices(orderOf({ ...one, size: { volume: 2 } }, close), (price) => price * STEPS),
      ),
    ]),
  );
}

function inPrices(order: Readonly<Record<string, unknown>>, change: (price: number) => number) {
  const changed = ['price', 'sl', 'tp'].map((name) => [
    name,
    typeof order[name] === 'number' ? change(order[name]) : null,
  ]);
  return { ...order, ...Object.fromEntries(changed) };
}

function mapped(
  orders: Orders,
  change: (order: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
) {
  return Object.fromEntries(Object.entries(orders).map(([bar, some]) => [bar, some.map(change)]));
}

/** The same in decimals: each price is the double that is nearest to it. */
function scaled({ all, orders }: Ground, steps: number): Ground {
  return {
    all: all.map(([open, high, low, close]): Ohlc => [open / steps, high / steps, low / steps, close / steps]),
    orders: mapped(orders, (order) => inPrices(order, (price) => price / steps)),
  };
}

const PIVOT = 8000;

function mirror(price: number): number {
  return PIVOT - price;
}

function tradesOf({ all, orders }: Ground, config: Readonly<Record<string, unknown>>): readonly Trade[] {
  return playOrders(all, orders, config).trades;
}

/** What was decided, with prices in steps. */
function told({ order_id, entry_bar, entry_time, exit_bar, exit_time, reason, ...trade }: Trade, steps: number) {
  const [entry, exit] = [trade.entry_price, trade.exit_price].map((price) => Number((price * steps).toFixed(6)));
  return { order_id, entry_bar, entry_time, entry, exit_bar, exit_time, exit, reason };
}

function fillsOf({ action, ...trade }: Trade) {
  const way = action === 'BUY' ? 1 : -1;
  return [
    { bar: trade.entry_bar, price: trade.entry_price, way, isResting: trade.order_type === 'LIMIT' },
    { bar: trade.exit_bar, price: trade.exit_price, way: -way, isResting: trade.reason === 'tp' },
  ];
}
