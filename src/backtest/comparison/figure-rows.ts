import { inSignificantDigits } from '../metrics/significant-digits.ts';
import type { AccountFigures, Summary, TradeFigures } from '../metrics/summary.ts';

/** A figure of both sides; the difference is head - base, and null where a side has none. */
export interface FigureRow {
  readonly name: string;
  readonly base: number | null;
  readonly head: number | null;
  readonly difference: number | null;
}

type AccountName = Exclude<
  keyof AccountFigures,
  `max_drawdown_${string}` | 'worst_day' | 'best_day' | 'initial_cash' | 'final_balance'
>;

const ACCOUNT: readonly AccountName[] = [
  'final_equity',
  'total_return',
  'cagr',
  'volatility',
  'sharpe',
  'sortino',
  'calmar',
  'max_drawdown',
  'time_under_water',
  'longest_under_water_days',
  'average_exposure',
];

const TRADES: readonly (keyof TradeFigures)[] = [
  'trades',
  'net_profit',
  'win_rate',
  'profit_factor',
  'expectancy',
  'sqn',
  'average_bars',
  'fees',
  'slippage_cost',
  'turnover',
  'exposure_time',
];

/** The usual figures of two runs side by side; they describe, and decide nothing. */
export function figureRowsOf(base: Summary, head: Summary): FigureRow[] {
  const account = ACCOUNT.map((name) => rowOf(name, base.account[name], head.account[name]));
  const trades = TRADES.map((name) => rowOf(name, base.total[name], head.total[name]));
  return inSignificantDigits([...account, ...trades]);
}

function rowOf(name: string, base: number | null, head: number | null): FigureRow {
  return { name, base, head, difference: base === null || head === null ? null : head - base };
}
