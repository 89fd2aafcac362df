import type { Comparison } from '../../comparison/comparison.ts';
import {
  formatAmount,
  formatCount,
  formatRatio,
  formatShare,
  formatSignedAmount,
  formatSignedRatio,
  formatSignedShare,
} from './amount.ts';

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

/** Returns are daily only where they are taken once a day. */
function decidingLabel({ deciding: { figure }, returns_basis }: Comparison): string {
  const isOther = figure === 'mean_daily_return' && returns_basis !== 'day';
  return isOther ? `Mean return per ${returns_basis}` : labelOf(figure);
}

function labelOf(name: string): string {
  return READINGS[name]?.label ?? name;
}

function decidingDifference({ deciding: { figure, difference } }: Comparison): string {
  return nullable(difference, (value) => fine(figure, value));
}

function formatDifference(name: string, value: number | null): string {
  return value === null ? 'n/a' : SIGNED[kindOf(name)](value);
}

const VERDICTS = { better: 'better', worse: 'worse', not_distinguishable: 'not distinguishable' } as const;

/** The verdict with the figure that decides, in one line of plain text. */
export function comparisonHeadline(comparison: Comparison): string {
  const { verdict, identical, regression } = comparison;
  if (identical) return 'not distinguishable: both sides do the same';
  const label = decidingLabel(comparison).replace(/^M/, 'm');
  const beyond = regression ? ', beyond the tolerance' : '';
  return `${VERDICTS[verdict]}: ${label} ${decidingDifference(comparison)} against the base${beyond}`;
}

/** A figure of both sides in words: its name, base, head, difference, interval. Plain text. */
export type ComparisonRow = readonly [label: string, base: string, head: string, difference: string, interval: string];

/** The figures that are shown at once, the one that decides first, and those that can wait. */
export function comparisonRows(comparison: Comparison): {
  readonly shown: readonly ComparisonRow[];
  readonly others: readonly ComparisonRow[];
} {
  const { deciding, figures } = comparison;
  const descriptive = figures.filter(({ name }) => name !== deciding.figure);
  const shown = SHOWN.flatMap((name) => descriptive.filter((row) => row.name === name));
  const others = descriptive.filter(({ name }) => !SHOWN.includes(name));
  return { shown: [decidingRow(comparison), ...shown.map(rowOf)], others: others.map(rowOf) };
}

function decidingRow(comparison: Comparison): ComparisonRow {
  const { figure, base, head, interval } = comparison.deciding;
  const tell = (value: number | null): string => nullable(value, (given) => fine(figure, given));
  const range =
    interval === null
      ? 'n/a'
      : `${tell(interval.low)} to ${tell(interval.high)} (${Number((interval.level * 100).toFixed(1))} %)`;
  return [`${decidingLabel(comparison)} (decides)`, tell(base), tell(head), decidingDifference(comparison), range];
}

function rowOf({ name, base, head, difference }: Comparison['figures'][number]): ComparisonRow {
  const plain = PLAIN[kindOf(name)];
  return [labelOf(name), nullable(base, plain), nullable(head, plain), formatDifference(name, difference), ''];
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
