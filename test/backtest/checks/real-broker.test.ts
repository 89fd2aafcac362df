import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Chaos, walk, watch } from './market.ts';

const share = (most: number) => fc.oneof(fc.constant(0), fc.double({ min: 0, max: most, noNaN: true }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const config = fc.record({
  version: fc.constant(1),
  initial_cash: fc.constantFrom(1_000, 10_000, 123_456.78),
  market: fc.constantFrom('continuous', 'sessions'),
  limit_fill: fc.constantFrom('through', 'touch'),
  finalize: fc.constantFrom('close', 'none'),
  leverage: fc.constantFrom(1, 3, 20),
  fee_taker: share(0.002),
  fee_maker: share(0.001),
  fee_fixed: fc.constantFrom(0, 0.5),
  slippage: share(0.002),
  spread: fc.constantFrom(0, 0.02, 0.5),
  tick_size: fc.constantFrom(null, 0.01),
  lot_size: fc.constantFrom(null, 0.1, 0.5),
  min_notional: fc.constantFrom(0, 200),
  risk: fc.record({
    max_open_positions: fc.constantFrom(1, 3, null),
    max_position: maybe(fc.constantFrom(500, 3_000)),
    max_exposure: maybe(fc.constantFrom(0.5, 2)),
    max_orders_per_day: maybe(fc.constantFrom(1, 4)),
    max_daily_loss: maybe(fc.constantFrom(0.002, 0.02, 0.1)),
    max_drawdown: maybe(fc.constantFrom(0.05, 0.4)),
  }),
  faults: fc.constantFrom({}, { reject: 0.2, delay: 0.3, delay_bars: 3, partial: 0.3 }),
});

describe('the broker beside a book that believes nothing', () => {
  it('keeps every invariant over random bars, configurations and orders', () => {
    const market = fc.record({
      seed: fc.nat(1_000_000),
      length: fc.integer({ min: 1, max: 150 }),
      symbols: fc.integer({ min: 1, max: 3 }),
      jump: fc.constantFrom(0.005, 0.03, 0.15),
      gaps: fc.constantFrom(0, 0.1),
      config,
    });

    fc.assert(
      fc.property(market, ({ seed, length, symbols, jump, gaps, config: given }) => {
        const series = Array.from({ length: symbols }, (_, place) =>
          walk({ symbol: `S${place}`, length, seed: seed + place, jump, gaps }),
        );

        const { violations } = watch(Chaos, series, given, seed);

        expect(violations).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 300), seed: Number(process.env.SEED ?? 7) },
    );
  });

  it('does so with fills of every kind', () => {
    const evidence = watch(
      Chaos,
      [walk({ length: 3_000, seed: 5 }), walk({ symbol: 'OTHER', length: 3_000, seed: 6 })],
      {
        version: 1,
        initial_cash: 100_000,
        fee_taker: 0.001,
        slippage: 0.001,
        lot_size: 0.1,
        risk: { max_open_positions: 4, max_daily_loss: 0.01, max_orders_per_day: 12 },
        faults: { reject: 0.1, delay: 0.1, partial: 0.2 },
      },
    );

    expect(evidence.violations).toEqual([]);
    expect(evidence.marks).toBe(3_000);
    expect(evidence.sizing.by_volume).toBeGreaterThan(50);
    expect(evidence.sizing.by_equity).toBeGreaterThan(50);
    expect(evidence.sizing.by_risk).toBeGreaterThan(50);
    expect(evidence.sizing.partial).toBeGreaterThan(20);
    expect(evidence.slippage.resting).toBeGreaterThan(50);
    expect(evidence.kill_switch.lifted).toBeGreaterThan(5);
    expect(evidence.faults.delayed).toBeGreaterThan(20);
  });
});
