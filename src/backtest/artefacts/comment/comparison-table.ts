import { table } from '../../../kernel/markdown/table.ts';
import { tableCell } from '../../../kernel/markdown/table-cell.ts';
import type { Comparison } from '../../comparison/comparison.ts';
import {
  formatAmount,
  formatCount,
  formatRatio,
  formatShare,
  formatSignedAmount,
  formatSignedRatio,
  formatSignedShare,
} from '../figures/amount.ts';

interface Reading {
  readonly label: string;
  readonly kind: 'money' | 'share' | 'ratio' | 'count';
}

const READINGS: Readonly<Record<string, Reading>> = {
  mean_daily_return: { label: 'Mean daily return', kind: 'share' },
  final_equity: { label: 'Final equity', kind: 'money' },
  total_return: { label: 'Total return', kind: 'share' },
  cagr: { label: 'Growth in a year (CAGR)', kind: 'share' },
  volatility: { label: 'Volatility in a year', kind: 'share' },
  sharpe: { label: 'Sharpe ratio', kind: 'ratio' },
  sortino: { label: 'Sortino ratio', kind: 'ratio' },
  calmar: { label: 'Calmar ratio', kind: 'ratio' },
  max_drawdown: { label: 'Maximum drawdown', kind: 'share' },
  time_under_water: { label: 'Time under water', kind: 'share' },
  longest_under_water_days: { label: 'Longest time under water, days', kind: 'money' },
  average_exposure: { label: 'Average exposure', kind: 'share' },
  trades: { label: 'Trades', kind: 'count' },
  net_profit: { label: 'Net profit', kind: 'money' },
  win_rate: { label: 'Win rate', kind: 'share' },
  profit_factor: { label: 'Profit factor', kind: 'ratio' },
  expectancy: { label: 'Expectancy', kind: 'money' },
  sqn: { label: 'System quality (SQN)', kind: 'ratio' },
  average_bars: { label: 'Average length, bars', kind: 'money' },
  fees: { label: 'Fees', kind: 'money' },
  slippage_cost: { label: 'Slippage', kind: 'money' },
  turnover: { label: 'Turnover', kind: 'money' },
  exposure_time: { label: 'Time with a position', kind: 'share' },
};

const PLAIN = { money: formatAmount, share: formatShare, ratio: formatRatio, count: formatCount } as const;
const SIGNED = {
  money: formatSignedAmount,
  share: formatSignedShare,
  ratio: formatSignedRatio,
  count: (value: number): string => (value > 0 ? `+${formatCount(value)}` : formatCount(value)),
} as const;

/** Figures that stand in the comment itself, behind the one that decides; the rest is folded. */
const SHOWN = ['total_return', 'sharpe', 'sortino', 'max_drawdown', 'trades', 'win_rate', 'profit_factor', 'fees'];

const LONGEST = 120;

/** The name of the deciding figure for people: returns are daily only where they are taken once a day. */
export function decidingLabel({ deciding: { figure }, returns_basis }: Comparison): string {
  const isOther = figure === 'mean_daily_return' && returns_basis !== 'day';
  return isOther ? `Mean return per ${returns_basis}` : labelOf(figure);
}

function labelOf(name: string): string {
  return READINGS[name]?.label ?? name;
}

/** The difference of the deciding figure with its sign; `n/a` where a side has none. */
export function decidingDifference({ deciding: { figure, difference } }: Comparison): string {
  return nullable(difference, (value) => fine(figure, value));
}

function formatDifference(name: string, value: number | null): string {
  return value === null ? 'n/a' : SIGNED[kindOf(name)](value);
}

/** Base, head, difference with its interval: the deciding figure first, then the usual ones. */
export function renderShownFigures(comparison: Comparison): string {
  const { deciding, figures } = comparison;
  const { figure, interval } = deciding;
  const range =
    interval === null
      ? 'n/a'
      : `${fine(figure, interval.low)} to ${fine(figure, interval.high)} (${Number((interval.level * 100).toFixed(1))} %)`;
  const first = [
    `**${tableCell(decidingLabel(comparison), LONGEST)}** (decides)`,
    tableCell(
      nullable(deciding.base, (value) => fine(figure, value)),
      LONGEST,
    ),
    tableCell(
      nullable(deciding.head, (value) => fine(figure, value)),
      LONGEST,
    ),
    tableCell(decidingDifference(comparison), LONGEST),
    tableCell(range, LONGEST),
  ];
  const others = SHOWN.filter((name) => name !== figure).flatMap((name) => figures.filter((row) => row.name === name));
  return table(['figure', 'base', 'head', 'difference', 'interval'], [first, ...others.map(rowOf)]);
}

/** The figures that the comment does not show; `''` when it shows all. */
export function renderOtherFigures({ deciding, figures }: Comparison): string {
  const others = figures.filter(({ name }) => name !== deciding.figure && !SHOWN.includes(name));
  return others.length === 0 ? '' : table(['figure', 'base', 'head', 'difference'], others.map(rowOf));
}

function rowOf({ name, base, head, difference }: Comparison['figures'][number]): readonly string[] {
  const plain = PLAIN[kindOf(name)];
  const cells = [nullable(base, plain), nullable(head, plain), formatDifference(name, difference)];
  return [labelOf(name), ...cells].map((cell) => tableCell(cell, LONGEST));
}

function kindOf(name: string): Reading['kind'] {
  return READINGS[name]?.kind ?? 'ratio';
}

/** The deciding figure is small, as daily returns are: four decimals of a percent. */
function fine(figure: string, value: number): string {
  if (kindOf(figure) !== 'share') return formatSignedRatio(value);
  const text = (value * 100).toFixed(4);
  const hasDigit = /[1-9]/.test(text);
  return `${hasDigit && value > 0 ? '+' : ''}${hasDigit ? text : '0.0000'} %`;
}

function nullable(value: number | null, format: (value: number) => string): string {
  return value === null ? 'n/a' : format(value);
}
