import { describe, expect, it } from 'vitest';
import { flat, type Ohlc, playOrders, round, tradeLines } from './play.ts';

const buy = { action: 'BUY', type: 'MARKET', volume: 1 };
const sell = { action: 'SELL', type: 'MARKET', volume: 1 };
const buyAt = (price: number) => ({ action: 'BUY', type: 'LIMIT', volume: 1, price });
const sellAt = (price: number) => ({ action: 'SELL', type: 'LIMIT', volume: 1, price });
const START = flat(100);

interface Row {
  readonly name: string;
  readonly bars: readonly Ohlc[];
  readonly order: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly trades: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: 'stops a short inside the bar at its stop (R4)',
    bars: [START, START, [100, 106, 99, 104]],
    order: { ...sell, sl: 105 },
    trades: ['SELL 1: 100 on 1 > 105 on 2, sl, -5'],
  },
  {
    name: 'stops a short on a touch (R4)',
    bars: [START, START, [100, 105, 99, 104]],
    order: { ...sell, sl: 105 },
    trades: ['SELL 1: 100 on 1 > 105 on 2, sl, -5'],
  },
  {
    name: 'stops a short at the open that gapped above its stop (R4)',
    bars: [START, START, [110, 111, 108, 109]],
    order: { ...sell, sl: 105 },
    trades: ['SELL 1: 100 on 1 > 110 on 2, sl, -10'],
  },
  {
    name: 'takes the profit of a short only when the price trades through (R5)',
    bars: [START, START, [100, 101, 95, 97], [97, 98, 94.9, 96]],
    order: { ...sell, tp: 95 },
    trades: ['SELL 1: 100 on 1 > 95 on 3, tp, 5'],
  },
  {
    name: 'takes the profit of a short on a touch where the run says so',
    bars: [START, START, [100, 101, 95, 97]],
    order: { ...sell, tp: 95 },
    config: { limit_fill: 'touch' },
    trades: ['SELL 1: 100 on 1 > 95 on 2, tp, 5'],
  },
  {
    name: 'takes the profit of a short at the better open between sessions (R5, R19)',
    bars: [START, START, [90, 92, 89, 91]],
    order: { ...sell, tp: 95 },
    trades: ['SELL 1: 100 on 1 > 90 on 2, tp, 10'],
  },
  {
    name: 'takes the profit at its own price in a continuous market (R19)',
    bars: [START, START, [90, 92, 89, 91]],
    order: { ...sell, tp: 95 },
    config: { market: 'continuous' },
    trades: ['SELL 1: 100 on 1 > 95 on 2, tp, 5'],
  },
  {
    name: 'stops a short that could also take its profit (R6)',
    bars: [START, START, [100, 106, 94, 94]],
    order: { ...sell, sl: 105, tp: 95 },
    trades: ['SELL 1: 100 on 1 > 105 on 2, sl, -5'],
  },
  {
    name: 'stops even when the open was beyond the target, for both are in reach (R6)',
    bars: [START, START, [110, 111, 94, 100]],
    order: { ...buy, sl: 95, tp: 105 },
    trades: ['BUY 1: 100 on 1 > 95 on 2, sl, -5'],
  },
  {
    name: 'stops a short on its entry bar (R7)',
    bars: [START, [100, 106, 99, 99]],
    order: { ...sell, sl: 105, tp: 90 },
    trades: ['SELL 1: 100 on 1 > 105 on 1, sl, -5'],
  },
  {
    name: 'lets a market entry that opens beyond its stop in and out at that open, with both costs (R8)',
    bars: [START, [90, 99, 89, 98]],
    order: { ...buy, sl: 95 },
    config: { slippage: 0.01, fee_taker: 0.01 },
    // In at 90.9 and out at 89.1; fees 0.909 and 0.891.
    trades: ['BUY 1: 90.9 on 1 > 89.1 on 1, sl, -3.6'],
  },
  {
    name: 'lets a short that opens exactly at its stop in and out at that open (R8)',
    bars: [START, [105, 106, 99, 100]],
    order: { ...sell, sl: 105 },
    trades: ['SELL 1: 105 on 1 > 105 on 1, sl, 0'],
  },
  {
    name: 'takes the profit of a market entry that opens beyond it at that open, in a continuous market too (R19)',
    bars: [START, [110, 111, 109, 110]],
    order: { ...buy, tp: 105 },
    config: { market: 'continuous' },
    trades: ['BUY 1: 110 on 1 > 110 on 1, tp, 0'],
  },
  {
    name: 'stops a limit entry on the bar in which it filled (R10)',
    bars: [START, [100, 106, 99, 104]],
    order: { ...sellAt(103), sl: 105 },
    trades: ['SELL 1: 103 on 1 > 105 on 1, sl, -2'],
  },
  {
    name: 'does not stop a limit entry at an open that was before it (R10)',
    bars: [START, [104, 106, 99, 103]],
    order: { ...buyAt(103), sl: 100 },
    trades: ['BUY 1: 103 on 1 > 100 on 1, sl, -3'],
  },
  {
    name: 'takes the profit of a short limit entry on its bar when the close is beyond it (R10)',
    bars: [START, [100, 104, 97, 98]],
    order: { ...sellAt(103), sl: 110, tp: 99 },
    trades: ['SELL 1: 103 on 1 > 99 on 1, tp, 4'],
  },
  {
    name: 'leaves the profit of a limit entry on its bar when the close only touches it (R10)',
    bars: [START, [100, 104, 97, 99], [99, 100, 98, 99]],
    order: { ...sellAt(103), sl: 110, tp: 99 },
    trades: ['SELL 1: 103 on 1 > 99 on 2, tp, 4'],
  },
  {
    name: 'takes the profit of a limit entry at the open of its bar from the whole bar (R10, R7)',
    bars: [START, [98, 104, 97, 99]],
    order: { ...buyAt(99), sl: 90, tp: 103 },
    trades: ['BUY 1: 98 on 1 > 103 on 1, tp, 5'],
  },
  {
    name: 'fills a resting limit that gapped at its own price and stops it at the worse open, in a continuous market',
    bars: [START, START, [80, 82, 79, 81]],
    order: { ...buyAt(99), sl: 90 },
    config: { market: 'continuous' },
    trades: ['BUY 1: 99 on 2 > 80 on 2, sl, -19'],
  },
  {
    name: 'buys at the ask and is stopped by the bid (R13)',
    bars: [START, START, [100, 101, 96, 99]],
    order: { ...buy, sl: 95 },
    config: { spread: 2 },
    // Bid low 95 touches the stop.
    trades: ['BUY 1: 101 on 1 > 95 on 2, sl, -6'],
  },
  {
    name: 'takes the profit of a long from the bid (R13)',
    bars: [START, START, [100, 106, 99, 100], [100, 106.5, 99, 100]],
    order: { ...buy, tp: 105 },
    config: { spread: 2 },
    trades: ['BUY 1: 101 on 1 > 105 on 3, tp, 4'],
  },
  {
    name: 'sells at the bid and is stopped by the ask (R13)',
    bars: [START, START, [100, 104, 99, 101]],
    order: { ...sell, sl: 105 },
    config: { spread: 2 },
    trades: ['SELL 1: 99 on 1 > 105 on 2, sl, -6'],
  },
  {
    name: 'takes the profit of a short from the ask (R13)',
    bars: [START, START, [100, 101, 94, 100], [100, 101, 93.5, 100]],
    order: { ...sell, tp: 95 },
    config: { spread: 2 },
    trades: ['SELL 1: 99 on 1 > 95 on 3, tp, 4'],
  },
  {
    name: 'stops an entry inside the bar at the other side of its fill when its stop is within the spread',
    bars: [
      [104, 104, 104, 104],
      [104, 105, 98, 104],
    ],
    order: { ...buyAt(101), sl: 100.5 },
    config: { spread: 2 },
    // Ask 101 is bid 99.
    trades: ['BUY 1: 101 on 1 > 99 on 1, sl, -2'],
  },
  {
    name: 'slips a stop out of the range of its bar (R12)',
    bars: [START, START, [100, 100, 95, 96]],
    order: { ...buy, sl: 95 },
    config: { slippage: 0.01 },
    // In at 101, out at 95 * 0.99.
    trades: ['BUY 1: 101 on 1 > 94.05 on 2, sl, -6.95'],
  },
  {
    name: 'charges the maker for a limit and a target, the taker for nothing else (R11)',
    bars: [START, [100, 100, 98, 99], [99, 106, 99, 105]],
    order: { ...buyAt(99), tp: 105 },
    config: { fee_maker: 0.01, fee_taker: 0.5, fee_fixed: 1, slippage: 0.1 },
    // 6 - (1 + 0.99) - (1 + 1.05).
    trades: ['BUY 1: 99 on 1 > 105 on 2, tp, 1.96'],
  },
];

describe('the price of a fill', () => {
  it.each(rows)('$name', ({ bars, order, config, trades }) => {
    const played = playOrders(bars, { 0: [order] }, config);

    expect(tradeLines(played)).toEqual(trades);
  });

  it('tells what slippage took at both ends', () => {
    const bars = [START, START, [100, 100, 95, 96]] as const;

    const { trades } = playOrders(bars, { 0: [{ ...buy, volume: 2, sl: 95 }] }, { slippage: 0.01 });

    // 1 in, 0.95 out, for two.
    expect(trades.map(({ slippage_cost }) => round(slippage_cost))).toEqual([3.9]);
  });
});
