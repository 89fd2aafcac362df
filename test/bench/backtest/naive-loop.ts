import type { Bars } from '../../../src/backtest/bars.ts';
import { COSTS, FAST, SLOW } from './engine-market.ts';

interface NaiveBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

interface NaivePosition {
  readonly direction: 1 | -1;
  readonly entry: number;
  readonly entryFee: number;
  readonly sl: number;
  readonly tp: number;
}

/** What a loop came to, to be compared. */
export interface LoopResult {
  readonly trades: number;
  readonly equity: number;
}

/** The alternative: an object for each bar, means over slices of history, and a copy of the account at each bar. */
export function runNaively(bars: Bars): LoopResult {
  const history: NaiveBar[] = [];
  const account: { readonly balance: number; readonly equity: number }[] = [];
  const trades: number[] = [];
  let balance = COSTS.initial_cash;
  let position: NaivePosition | null = null;
  let order: Omit<NaivePosition, 'entry' | 'entryFee'> | null = null;
  for (let index = 0; index < bars.length; index += 1) {
    const bar = barAt(bars, index);
    history.push(bar);
    if (order !== null && position === null) {
      const entry = bar.open * (1 + order.direction * COSTS.slippage);
      position = { ...order, entry, entryFee: entry * COSTS.fee_taker };
      balance -= position.entryFee;
    }
    const exit = position === null ? null : exitOf(position, bar);
    if (position !== null && exit !== null) {
      const profit = position.direction * (exit.price - position.entry) - exit.fee;
      balance += profit;
      trades.push(profit - position.entryFee);
      position = null;
    }
    order = signalOf(history);
    const open: number = position === null ? 0 : position.direction * (bar.close - position.entry);
    account.push({ balance, equity: balance + open });
  }
  return { trades: trades.length, equity: account.at(-1)?.equity ?? balance };
}

function barAt({ open, high, low, close }: Bars, index: number): NaiveBar {
  const at = (column: Float64Array): number => column[index] as number;
  return { open: at(open), high: at(high), low: at(low), close: at(close) };
}

function exitOf({ direction, sl, tp }: NaivePosition, bar: NaiveBar): { price: number; fee: number } | null {
  const isStopped = direction === 1 ? bar.low <= sl : bar.high >= sl;
  if (isStopped) {
    const worse = direction === 1 ? Math.min(bar.open, sl) : Math.max(bar.open, sl);
    const price = worse * (1 - direction * COSTS.slippage);
    return { price, fee: price * COSTS.fee_taker };
  }
  const isTaken = direction === 1 ? bar.high > tp : bar.low < tp;
  return isTaken ? { price: tp, fee: 0 } : null;
}

function signalOf(history: readonly NaiveBar[]): Omit<NaivePosition, 'entry' | 'entryFee'> | null {
  const { length } = history;
  if (length < SLOW + 2) return null;
  const isAbove = mean(history.slice(length - FAST)) > mean(history.slice(length - SLOW));
  const wasAbove = mean(history.slice(length - FAST - 1, -1)) > mean(history.slice(length - SLOW - 1, -1));
  if (isAbove === wasAbove) return null;
  const close = history[length - 1]?.close ?? 0;
  return isAbove
    ? { direction: 1, sl: close * 0.99, tp: close * 1.02 }
    : { direction: -1, sl: close * 1.01, tp: close * 0.98 };
}

function mean(bars: readonly NaiveBar[]): number {
  return bars.reduce((total, { close }) => total + close, 0) / bars.length;
}
