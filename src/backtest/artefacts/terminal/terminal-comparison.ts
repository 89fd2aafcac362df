import type { Comparison, ListedTrade } from '../../comparison/comparison.ts';
import type { Wall } from '../../wall/wall.ts';
import type { ComparedSide } from '../comment/comparison-markdown.ts';
import { formatCount, formatSignedAmount } from '../figures/amount.ts';
import { type ComparisonRow, comparisonHeadline, comparisonRows } from '../figures/comparison-line.ts';
import { proofLines } from '../figures/finding-line.ts';
import { wallLines, weakerNotice } from '../figures/wall-line.ts';
import type { Proofs } from '../test-report.ts';
import { renderFindings, renderNotice } from './terminal-findings.ts';
import { inTone, oneLine, type TerminalOptions, wrapLine } from './terminal-line.ts';

/** What a terminal tells of two runs on the same data. */
export interface ComparedRuns {
  readonly comparison: Comparison;
  readonly base: ComparedSide;
  readonly head: ComparedSide;
  /** Of the head. */
  readonly proofs?: Proofs;
  readonly wall?: Wall | null;
}

const TONES = { better: 'good', worse: 'bad', not_distinguishable: 'warning' } as const;
const SHOWN_TRADES = 5;

/** Two runs on a terminal: the verdict, why, figures in columns, the first trades that came and went. Ends with a line end. */
export function renderComparisonText(compared: ComparedRuns, options: TerminalOptions): string {
  const { comparison, base, head, proofs, wall } = compared;
  const { shown, others } = comparisonRows(comparison);
  const { appeared, disappeared, changed, same, appeared_trades, disappeared_trades } = comparison.trades;
  const told = [...(proofs === undefined ? [] : proofLines(proofs)), ...(wall === undefined ? [] : wallLines(wall))];
  const wrap = (text: string): string => wrapLine(oneLine(text), options.width, '').join('\n');
  const counts = `${formatCount(appeared)} appeared, ${formatCount(disappeared)} disappeared, ${formatCount(changed)} changed, ${formatCount(same)} the same`;
  const parts = [
    renderNotice(weakerNotice(wall ?? null), options),
    wrapLine(`Backtest: ${comparisonHeadline(comparison)}`, options.width, '  ')
      .map((line) => inTone(line, TONES[comparison.verdict], options))
      .join('\n'),
    wrap(`${comparison.reason} Base ${base.name}, head ${head.name}.`),
    renderRows([['', 'base', 'head', 'difference', ''], ...shown, ...others]),
    wrap(`Trades: ${counts}.`),
    renderTrades('Appeared', appeared_trades, options),
    renderTrades('Disappeared', disappeared_trades, options),
    told.length === 0 ? '' : renderFindings('Proofs of the head', told, options),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Names to the left, numbers to the right of their columns; the interval of the deciding figure on a line of its own. */
function renderRows(rows: readonly ComparisonRow[]): string {
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .flatMap((row) => {
      const [label, ...cells] = row
        .slice(0, 4)
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
      const interval = row[4] === '' ? [] : [`    interval of the difference: ${row[4]}`];
      return [`  ${label}  ${cells.join('  ')}`.trimEnd(), ...interval];
    })
    .join('\n');
}

function renderTrades(title: string, trades: readonly ListedTrade[], options: TerminalOptions): string {
  if (trades.length === 0) return '';
  const lines = trades.slice(0, SHOWN_TRADES).flatMap(({ symbol, action, entry_time, exit_time, reason, pnl_net }) => {
    const [from, to] = [entry_time, exit_time].map((time) => time.slice(0, 16).replace('T', ' '));
    const words = `  ${action} ${oneLine(symbol)} ${from} to ${to}, ${reason.replaceAll('_', ' ')}, ${formatSignedAmount(pnl_net)}`;
    return wrapLine(words, options.width, '    ');
  });
  return [`${title}:`, ...lines].join('\n');
}
