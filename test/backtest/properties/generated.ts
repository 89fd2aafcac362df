import fc from 'fast-check';
import type { Bars } from '../../../src/backtest/bars.ts';
import { barsOf, type Ohlc } from '../broker/play.ts';

/** A bar by the distance of its open from the last close, of its close from its open, and of its wicks; in ticks. */
const moves = fc.tuple(
  fc.integer({ min: -12, max: 12 }),
  fc.integer({ min: -10, max: 10 }),
  fc.nat({ max: 6 }),
  fc.nat({ max: 6 }),
);

/** Prices on a grid of 0.25, far enough from zero; exact in binary, so that mirrored sums are equal. */
export const prices: fc.Arbitrary<readonly Ohlc[]> = fc
  .array(moves, { minLength: 2, maxLength: 24 })
  .map((all) => walk(all));

function walk(all: readonly (readonly [number, number, number, number])[]): readonly Ohlc[] {
  let last = 4000;
  return all.map(([gap, body, above, below]) => {
    const open = Math.max(1000, last + gap);
    const close = Math.max(1000, open + body);
    last = close;
    const ticks = [open, Math.max(open, close) + above, Math.min(open, close) - below, close] as const;
    return ticks.map((tick) => tick / 4) as unknown as Ohlc;
  });
}

export const bars: fc.Arbitrary<Bars> = prices.map((all) => barsOf('X', all));

/** An order in distances from the last close, in ticks, so that most are accepted and many fill. */
export const plan = fc.record({
  action: fc.constantFrom('BUY' as const, 'SELL' as const),
  type: fc.constantFrom('MARKET' as const, 'LIMIT' as const),
  limit: fc.integer({ min: -10, max: 10 }),
  stop: fc.option(fc.integer({ min: 1, max: 16 })),
  target: fc.option(fc.integer({ min: 1, max: 16 })),
  size: fc.oneof(
    fc.integer({ min: 1, max: 8 }).map((volume) => ({ volume })),
    fc.constantFrom({ equity_fraction: 0.25 }, { equity_fraction: 2 }, { risk_fraction: 0.01 }),
  ),
  expire_bars: fc.option(fc.integer({ min: 1, max: 5 })),
});
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** The order of a plan after a close. */
export function orderOf({ action, type, limit, stop, target, size, expire_bars }: Plan, close: number) {
  const direction = action === 'BUY' ? 1 : -1;
  const from = type === 'LIMIT' ? close + limit / 4 : close;
  return {
    action,
    type,
    ...size,
    price: type === 'LIMIT' ? from : null,
    sl: stop === null ? null : from - (direction * stop) / 4,
    tp: target === null ? null : from + (direction * target) / 4,
    expire_bars,
  };
}

/** Costs and rules of a run, of all kinds. */
export const config = fc.record({
  initial_cash: fc.constantFrom(2000, 10_000, 1_000_000),
  market: fc.constantFrom('continuous', 'sessions'),
  limit_fill: fc.constantFrom('through', 'touch'),
  finalize: fc.constantFrom('close', 'none'),
  leverage: fc.constantFrom(1, 5),
  fee_taker: fc.constantFrom(0, 0.0004, 0.01),
  fee_maker: fc.constantFrom(0, 0.0002),
  fee_fixed: fc.constantFrom(0, 1),
  slippage: fc.constantFrom(0, 0.001),
  spread: fc.constantFrom(0, 0.5, 2),
  lot_size: fc.constantFrom(null, 0.25),
  risk: fc.record({
    max_open_positions: fc.constantFrom(null, 1, 2),
    max_orders_per_day: fc.constantFrom(null, 3),
    max_exposure: fc.constantFrom(null, 1.5),
    max_daily_loss: fc.constantFrom(null, 0.01),
    max_drawdown: fc.constantFrom(null, 0.02),
  }),
  faults: fc.constantFrom({}, { reject: 0.2, delay: 0.3, partial: 0.3 }),
});

/** What is asked for after each close: plans, whether to close what is open, and whether to cancel what waits. */
export const decisions = fc.array(
  fc.record({ plans: fc.array(plan, { maxLength: 2 }), closes: fc.boolean(), cancels: fc.boolean() }),
  { minLength: 24, maxLength: 24 },
);
export type Decisions = typeof decisions extends fc.Arbitrary<infer T> ? T : never;
