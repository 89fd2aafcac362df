import type { Trade } from '../../event.ts';
import type { Summary } from '../../metrics/summary.ts';
import { formatDecimal } from '../decimal.ts';
import { formatCount, formatShare, formatSignedAmount, formatSignedShare } from '../figures/amount.ts';
import { FIGURE_GROUPS } from '../figures/figure-line.ts';
import { ANSWERS, type FindingLine, MARKS } from '../figures/finding-line.ts';
import { UtcTime } from '../utc-time.ts';
import { escapeHtml, htmlTable } from './html.ts';

/** Every figure with its formula, which shows on hover and on focus. */
export function renderFigureTables(summary: Summary): string {
  const tables = FIGURE_GROUPS.map(({ title, lines }, group) =>
    htmlTable(
      title,
      [],
      lines.map(({ label, formula, text }, at) => {
        const id = `f${group}-${at}`;
        const tip = `<span role="tooltip" id="${id}">${escapeHtml(formula)}</span>`;
        const name = `<span class="tip" tabindex="0" aria-describedby="${id}">${escapeHtml(label)}${tip}</span>`;
        return [name, escapeHtml(text(summary))];
      }),
    ),
  );
  return `<div class="columns">${tables.join('\n')}</div>`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Years down, months across, with the return of each year; the colour repeats what the number says. */
export function renderMonthTable({ months }: Summary): string {
  if (months.length === 0) return '<p>No month has a return.</p>';
  const returns = new Map(months.map(({ month, return: value }) => [month, value]));
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].sort();
  const rows = years.map((year) => {
    const ofYear = MONTHS.map((_, at) => returns.get(`${year}-${`${at + 1}`.padStart(2, '0')}`) ?? null);
    const whole = ofYear.reduce<number>((growth, value) => growth * (1 + (value ?? 0)), 1) - 1;
    return [escapeHtml(year), ...ofYear.map(heatCell), heatCell(whole)];
  });
  return htmlTable('Returns by month, in percent', ['Year', ...MONTHS, 'Year'], rows);
}

function heatCell(value: number | null): string {
  if (value === null) return '<span class="none">–</span>';
  const size = Math.abs(value);
  const level = [0.0005, 0.01, 0.03, 0.06].filter((least) => size >= least).length;
  const heat = level === 0 ? 'heat-0' : `heat-${value > 0 ? 'up' : 'down'}-${level}`;
  return `<span class="heat ${heat}">${formatSignedShare(value).replace(' %', '')}</span>`;
}

/** Checks and proofs: sign, answer in words, what was seen. */
export function renderFindingTable(caption: string, lines: readonly FindingLine[]): string {
  const rows = lines.map(({ answer, label, text }) => [
    escapeHtml(label),
    `<span class="${answer}">${MARKS[answer]} ${ANSWERS[answer]}</span>`,
    `<div class="words">${escapeHtml(text)}</div>`,
  ]);
  return htmlTable(caption, ['What', 'Answer', 'What was seen'], rows);
}

export function renderDataTable({ data }: Summary): string {
  const rows = data.map(({ symbol, bars, first_open, last_close, gaps, missing_bars, sha256 }) => [
    escapeHtml(symbol),
    formatCount(bars),
    escapeHtml(minuteOf(first_open)),
    escapeHtml(minuteOf(last_close)),
    `${formatCount(gaps)} (${formatCount(missing_bars)} bars)`,
    `<code>${escapeHtml(sha256)}</code>`,
  ]);
  return htmlTable('Market data', ['Symbol', 'Bars', 'First open', 'Last close', 'Gaps', 'SHA-256'], rows);
}

/** `2024-01-31 09:30` of an ISO time. */
function minuteOf(time: string | null): string {
  return time === null ? 'n/a' : time.slice(0, 16).replace('T', ' ');
}

/** Symbols beside one another; nothing where there is only one. */
export function renderSymbolTable({ symbols }: Summary): string {
  const names = Object.keys(symbols);
  if (names.length < 2) return '';
  const rows = Object.entries(symbols).map(([symbol, { trades, win_rate, net_profit, fees, profit_factor }]) => [
    escapeHtml(symbol),
    formatCount(trades),
    win_rate === null ? 'n/a' : formatShare(win_rate),
    profit_factor === null ? 'n/a' : profit_factor.toFixed(3),
    formatSignedAmount(net_profit),
    formatSignedAmount(-fees),
  ]);
  return htmlTable('By symbol', ['Symbol', 'Trades', 'Win rate', 'Profit factor', 'Net profit', 'Fees'], rows);
}

const MOST_ROWS = 100;

/** Trades as rows, so that the chart is not the only place where they stand. */
export function renderTradeTable(trades: readonly Trade[], count: number): string {
  const time = new UtcTime();
  const rows = trades
    .slice(0, MOST_ROWS)
    .map((trade) => [
      escapeHtml(trade.position_id),
      escapeHtml(trade.symbol),
      trade.action,
      formatDecimal(trade.volume),
      time.text(trade.entry_time),
      formatDecimal(trade.entry_price),
      time.text(trade.exit_time),
      formatDecimal(trade.exit_price),
      trade.reason,
      formatSignedAmount(trade.pnl_net),
      `<div class="words">${escapeHtml(trade.comment)}</div>`,
    ]);
  const shown = count > rows.length ? `The first ${rows.length} of ${formatCount(count)} trades` : 'Trades';
  return htmlTable(
    `${shown}; all of them stand in trades.csv`,
    ['Id', 'Symbol', 'Side', 'Volume', 'Entry', 'At', 'Exit', 'At', 'Reason', 'Net profit', 'Comment'],
    rows,
  );
}
