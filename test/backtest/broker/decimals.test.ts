import { describe, expect, it } from 'vitest';
import { InvariantBook } from '../../../src/backtest/checks/invariant-book.ts';
import { Replay } from '../../../src/backtest/replay.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { barsOf, eventLines, flat, type Ohlc, playOrders, tradeLines } from './play.ts';

const buy = { action: 'BUY', type: 'MARKET', volume: 1 };
const sell = { action: 'SELL', type: 'MARKET', volume: 1 };
const buyAt = (price: number) => ({ ...buy, type: 'LIMIT', price });
const sellAt = (price: number) => ({ ...sell, type: 'LIMIT', price });
const START = flat(66);

interface Row {
  readonly name: string;
  readonly bars: readonly Ohlc[];
  readonly order: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly trades: readonly string[];
}

/** With a spread of 0.04 unless another is given. In binary 66.18 - 0.02 is above 66.16, and 65.38 + 0.02 below 65.4. */
const rows: readonly Row[] = [
  {
    name: 'leaves the target of a long that the bid only touches (R5)',
    bars: [START, START, [66, 66.18, 65.9, 66]],
    order: { ...buy, tp: 66.16 },
    trades: [],
  },
  {
    name: 'takes the profit of a long one tick further',
    bars: [START, START, [66, 66.19, 65.9, 66]],
    order: { ...buy, tp: 66.16 },
    trades: ['BUY 1: 66.02 on 1 > 66.16 on 2, tp, 0.14'],
  },
  {
    name: 'takes the profit of a long on a touch that the binary sum misses, where a touch is enough',
    // 66.32 - 0.03 is below 66.29.
    bars: [START, START, [66, 66.32, 65.9, 66]],
    order: { ...buy, tp: 66.29 },
    config: { spread: 0.06, limit_fill: 'touch' },
    trades: ['BUY 1: 66.03 on 1 > 66.29 on 2, tp, 0.26'],
  },
  {
    name: 'leaves the target of a short that the ask only touches (R5)',
    bars: [START, START, [66, 66.1, 65.38, 66]],
    order: { ...sell, tp: 65.4 },
    trades: [],
  },
  {
    name: 'takes the profit of a short on a touch that the binary sum misses, where a touch is enough',
    bars: [START, START, [66, 66.1, 65.79, 66]],
    order: { ...sell, tp: 65.82 },
    config: { spread: 0.06, limit_fill: 'touch' },
    trades: ['SELL 1: 65.97 on 1 > 65.82 on 2, tp, 0.15'],
  },
  {
    name: 'leaves a BUY LIMIT that the ask only touches (R9)',
    bars: [START, [66, 66.1, 65.38, 66], flat(66)],
    order: buyAt(65.4),
    config: { finalize: 'close' },
    trades: [],
  },
  {
    name: 'leaves a SELL LIMIT that the bid only touches (R9)',
    bars: [START, [66, 66.18, 65.9, 66], flat(66)],
    order: sellAt(66.16),
    config: { finalize: 'close' },
    trades: [],
  },
  {
    name: 'fills a SELL LIMIT inside the bar when the open equals it and the bar goes beyond (R10)',
    bars: [START, [66.18, 66.3, 66, 66.1], flat(66.1)],
    // An entry at the open would reach its target of 66.04 by the low; one inside the bar would need the close.
    order: { ...sellAt(66.16), tp: 66.04 },
    trades: [],
  },
  {
    name: 'stops a long that the bid touches exactly (R4)',
    bars: [START, START, [66, 66.1, 65.18, 66]],
    order: { ...buy, sl: 65.16 },
    trades: ['BUY 1: 66.02 on 1 > 65.16 on 2, sl, -0.86'],
  },
  {
    name: 'stops a short that the ask touches exactly (R4)',
    // 66.63 + 0.05 is below 66.68.
    bars: [START, START, [66, 66.63, 65.9, 66]],
    order: { ...sell, sl: 66.68 },
    config: { spread: 0.1 },
    trades: ['SELL 1: 65.95 on 1 > 66.68 on 2, sl, -0.73'],
  },
  {
    name: 'leaves the profit of an entry inside the bar when the close is exactly at the target (R10)',
    bars: [START, [66, 66.3, 65.5, 66.18], flat(66)],
    order: { ...buyAt(65.9), tp: 66.16 },
    trades: [],
  },
  {
    name: 'leaves the profit of a short entry inside the bar when the close is exactly at the target (R10)',
    bars: [START, [66, 66.5, 65.3, 65.38], flat(66)],
    order: { ...sellAt(66.3), tp: 65.4 },
    trades: [],
  },
];

describe('a price of one side', () => {
  it.each(rows)('$name', ({ bars, order, config, trades }) => {
    const played = playOrders(bars, { 0: [order] }, { spread: 0.04, ...config });

    expect(tradeLines(played)).toEqual(trades);
  });

  it('stops a long at the open that is exactly at its stop', () => {
    const bars = [START, START, [65.18, 65.3, 65.18, 65.2]] as const;

    const played = playOrders(bars, { 0: [{ ...buy, sl: 65.16 }] }, { spread: 0.04 });

    expect(eventLines(played).slice(1)).toEqual(['2 open sl_hit p1 65.16', '2 open position_closed p1 65.16']);
  });

  it('leaves no distance to size a risk by when it is exactly at the stop', () => {
    // The ask of 65.82 is where it is entered; 65.79 + 0.03 - 65.82 is 1.4e-14 in binary.
    const order = { action: 'BUY', type: 'MARKET', risk_fraction: 0.01, sl: 65.82 };

    const played = playOrders([START, flat(65.79)], { 0: [order] }, { spread: 0.06 });

    expect(eventLines(played)).toEqual(['1 open order_rejected o1 INVALID_SIZE']);
  });

  it('reaches every stop and passes no target of a long that it touches', () => {
    const wrong: number[] = [];

    for (let cents = 1000; cents < 9000; cents += 7) {
      const at = (more: number) => (cents + more) / 100;
      const stopped = [flat(at(50)), flat(at(50)), [at(50), at(60), at(2), at(50)]] as const;
      const waits = [flat(at(-50)), flat(at(-50)), [at(-50), at(2), at(-60), at(-50)]] as const;
      const stops = playOrders(stopped, { 0: [{ ...buy, sl: at(0) }] }, { spread: 0.04 }).trades;
      const targets = playOrders(waits, { 0: [{ ...buy, tp: at(0) }] }, { spread: 0.04 }).trades;
      if (stops.length !== 1 || targets.length !== 0) wrong.push(cents);
    }

    expect(wrong).toEqual([]);
  });

  it.each(rows)('is seen alike by the book that recomputes every fill: $name', ({ bars, order, config }) => {
    const series = [barsOf('X', bars)];
    const given = { market: 'sessions', finalize: 'none', spread: 0.04, risk: { max_open_positions: null }, ...config };
    const parsed = RunConfig.parse({ version: 1, ...given });
    const book = new InvariantBook({ series, config: parsed });
    const replay = new Replay({ series, config: parsed, seed: 1, recorder: book });

    for (let bar = 0; replay.next(); bar += 1) if (bar === 0) replay.broker.place(0, order);
    replay.broker.finish();

    expect(book.evidence().violations).toEqual([]);
  });
});
