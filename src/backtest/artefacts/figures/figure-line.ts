import type { Summary } from '../../metrics/summary.ts';
import {
  formatAmount,
  formatCount,
  formatRatio,
  formatShare,
  formatSignedAmount,
  formatSignedShare,
} from './amount.ts';

/** One figure of a summary for people. */
export interface FigureLine {
  readonly label: string;
  /** How it is computed, in one line. */
  readonly formula: string;
  /** Plain text; `n/a` with the reason where the figure is undefined. */
  readonly text: (summary: Summary) => string;
}

/** Figures under one heading. */
export interface FigureGroup {
  readonly title: string;
  readonly lines: readonly FigureLine[];
}

/** The figures that decide, for a comment or a first look. */
export function keyFigures(): readonly FigureLine[] {
  const [money = [], risk = [], trades = []] = FIGURE_GROUPS.map(({ lines }) => lines);
  return [...money.slice(0, 3), ...risk.slice(0, 3), ...trades.slice(0, 4)];
}

const noTrades = ({ total }: Summary): string => (total.trades === 0 ? 'no closed trade' : 'no such trade');
const noRatio = ({ returns }: Summary): string =>
  returns < 2 ? `${formatCount(returns)} returns` : 'returns do not vary';
const noGrowth = ({ years }: Summary): string => (years === 0 ? 'no time passed' : 'nothing is left to grow');

const BASES = { bar: 'one a bar', day: 'daily', week: 'weekly', month: 'monthly' } as const;

function share(value: number | null, reason: string): string {
  return value === null ? `n/a (${reason})` : formatShare(value);
}

function signedShare(value: number | null, reason: string): string {
  return value === null ? `n/a (${reason})` : formatSignedShare(value);
}

function ratio(value: number | null, reason: string): string {
  return value === null ? `n/a (${reason})` : formatRatio(value);
}

function amount(value: number | null, reason: string): string {
  return value === null ? `n/a (${reason})` : formatSignedAmount(value);
}

function dayText(day: { readonly day: string; readonly return: number } | null): string {
  return day === null ? 'n/a (no returns)' : `${formatSignedShare(day.return)} (${day.day})`;
}

const line = (label: string, formula: string, text: (summary: Summary) => string): FigureLine => ({
  label,
  formula,
  text,
});

const MONEY: readonly FigureLine[] = [
  line('Total return', 'Final equity by initial cash, less 1.', ({ account }) =>
    signedShare(account.total_return, 'no money at the start'),
  ),
  line('Final equity', 'Balance and unrealised profit at the last mark.', ({ account }) =>
    formatAmount(account.final_equity),
  ),
  line('Net profit', 'Sum of what closed trades made after fees.', ({ total }) => formatSignedAmount(total.net_profit)),
  line('Growth in a year (CAGR)', '(Final equity / initial cash) ^ (1 / years) - 1, years of 365.25 days.', (summary) =>
    signedShare(summary.account.cagr, noGrowth(summary)),
  ),
  line('Best day', 'Highest return of a UTC day.', ({ account }) => dayText(account.best_day)),
  line('Worst day', 'Lowest return of a UTC day.', ({ account }) => dayText(account.worst_day)),
];

const RISK: readonly FigureLine[] = [
  line('Maximum drawdown', 'Largest of 1 - equity / highest equity so far, over all marks.', ({ account }) =>
    share(account.max_drawdown, 'no mark'),
  ),
  line(
    'Sharpe ratio',
    'Mean of returns over the risk-free one, by their deviation (n - 1), times sqrt(P).',
    (summary) => ratio(summary.account.sharpe, noRatio(summary)),
  ),
  line(
    'Sortino ratio',
    'Mean of returns over the target, by sqrt(mean(min(r - target, 0)^2)), times sqrt(P).',
    (summary) => ratio(summary.account.sortino, summary.returns < 2 ? noRatio(summary) : 'no return below the target'),
  ),
  line('Calmar ratio', 'CAGR by maximum drawdown.', (summary) =>
    ratio(summary.account.calmar, summary.account.cagr === null ? noGrowth(summary) : 'no drawdown'),
  ),
  line('Volatility in a year', 'Deviation of returns (n - 1), times sqrt(P).', (summary) =>
    share(summary.account.volatility, noRatio(summary)),
  ),
  line('Returns a year (P)', 'Number of returns by the years that they span, unless configured.', (summary) =>
    summary.periods_per_year === null
      ? `n/a (${summary.years === 0 ? 'no time passed' : 'no returns'})`
      : `${formatCount(Number(summary.periods_per_year.toFixed(2)))}, ${BASES[summary.returns_basis]}`,
  ),
  line('Time under water', 'Share of the marks below the highest equity so far.', ({ account }) =>
    share(account.time_under_water, 'no mark'),
  ),
  line('Longest time under water', 'From a highest equity until it is reached again.', ({ account }) =>
    account.longest_under_water_days === null
      ? 'n/a (never under water)'
      : `${formatAmount(account.longest_under_water_days)} days`,
  ),
  line('Average exposure', 'Mean of the value of open positions by equity, over all marks.', ({ account }) =>
    share(account.average_exposure, 'no mark'),
  ),
];

const TRADES: readonly FigureLine[] = [
  line(
    'Trades',
    'Closed positions, long and short.',
    ({ total }) =>
      `${formatCount(total.trades)} (${formatCount(total.long_trades)} long, ${formatCount(total.short_trades)} short)`,
  ),
  line('Win rate', 'Trades that made money after fees, by all trades.', (summary) =>
    share(summary.total.win_rate, noTrades(summary)),
  ),
  line('Profit factor', 'What winners made by what losers lost.', (summary) =>
    ratio(summary.total.profit_factor, summary.total.trades === 0 ? 'no closed trade' : 'no losing trade'),
  ),
  line('Expectancy', 'Mean profit of a trade after fees.', (summary) =>
    amount(summary.total.expectancy, noTrades(summary)),
  ),
  line('Average win', 'Mean profit of the winners.', (summary) =>
    amount(summary.total.average_win, 'no winning trade'),
  ),
  line('Average loss', 'Mean loss of the losers.', (summary) => amount(summary.total.average_loss, 'no losing trade')),
  line('Best trade', 'Highest profit after fees.', (summary) => amount(summary.total.best_trade, noTrades(summary))),
  line('Worst trade', 'Lowest profit after fees.', (summary) => amount(summary.total.worst_trade, noTrades(summary))),
  line('System quality (SQN)', 'sqrt(n) times mean by deviation of the profits of trades.', (summary) =>
    ratio(summary.total.sqn, summary.total.trades < 2 ? 'fewer than two trades' : 'trades do not vary'),
  ),
  line('Fees', 'Paid at all fills.', ({ total }) => formatAmount(total.fees)),
  line('Slippage', 'What it took at both ends; it is in the prices already.', ({ total }) =>
    formatAmount(total.slippage_cost),
  ),
  line('Turnover', 'Value of all fills.', ({ total }) => formatAmount(total.turnover)),
  line('Average length', 'Mean number of bars of a trade.', (summary) =>
    summary.total.average_bars === null
      ? `n/a (${noTrades(summary)})`
      : `${formatAmount(summary.total.average_bars)} bars`,
  ),
  line('Closed by the end of data', 'Trades that only the end of the data closed.', ({ total }) =>
    formatCount(total.closed_at_end),
  ),
];

const HONESTY: readonly FigureLine[] = [
  line(
    'Probabilistic Sharpe ratio',
    'Chance that the true Sharpe ratio is above 0 (Bailey and Lopez de Prado 2012).',
    (summary) => share(summary.honesty.probabilistic_sharpe, 'fewer than 30 returns, or none that vary'),
  ),
  line(
    'Deflated Sharpe ratio',
    'The same after the stated number of trials (Bailey and Lopez de Prado 2014).',
    (summary) => share(summary.honesty.deflated_sharpe, 'fewer than 30 returns, or none that vary'),
  ),
  line('Trials', 'Strategies tried before this one, as configured.', ({ honesty }) => formatCount(honesty.trials)),
  line('Total return, interval', 'Block bootstrap of the returns.', ({ honesty }) =>
    interval(honesty.total_return, formatSignedShare),
  ),
  line('Sharpe ratio, interval', 'Block bootstrap of the returns.', ({ honesty }) =>
    interval(honesty.sharpe, formatRatio),
  ),
  line('Expectancy, interval', 'Bootstrap of the profits of trades.', ({ honesty }) =>
    interval(honesty.expectancy, formatSignedAmount),
  ),
];

function interval(
  value: { readonly low: number; readonly high: number; readonly level: number } | null,
  format: (value: number) => string,
): string {
  if (value === null) return 'n/a (too little to say)';
  return `${format(value.low)} to ${format(value.high)} (${Number((value.level * 100).toFixed(1))} %)`;
}

/** Every figure that is shown, in the order in which it is told. */
export const FIGURE_GROUPS: readonly FigureGroup[] = [
  { title: 'Result', lines: MONEY },
  { title: 'Risk', lines: RISK },
  { title: 'Trades', lines: TRADES },
  { title: 'How far it can be believed', lines: HONESTY },
];
