import { fold } from '../../../kernel/markdown/fold.ts';
import { plainText } from '../../../kernel/markdown/plain-text.ts';
import { table } from '../../../kernel/markdown/table.ts';
import { tableCell } from '../../../kernel/markdown/table-cell.ts';
import type { Check } from '../../checks/check.ts';
import type { Comparison, ListedTrade } from '../../comparison/comparison.ts';
import type { Inspection } from '../../inspection/static-check.ts';
import type { Wall } from '../../wall/wall.ts';
import { formatCount, formatSignedAmount } from '../figures/amount.ts';
import { type ComparisonRow, comparisonHeadline, comparisonRows } from '../figures/comparison-line.ts';
import { proofLines } from '../figures/finding-line.ts';
import { goldenLines } from '../figures/inspection-line.ts';
import type { Point } from '../report/point-buckets.ts';
import type { GoldenResult, Proofs } from '../test-report.ts';
import { renderMermaidChart } from './mermaid-chart.ts';
import {
  type Attestation,
  joinBlocks,
  renderAttestation,
  renderChecks,
  renderFindings,
  renderInspection,
  renderNotice,
  renderWall,
} from './summary-markdown.ts';

/** One side of a comparison: what it is called, and how its equity went. */
export interface ComparedSide {
  /** Such as a branch with its commit. */
  readonly name: string;
  readonly equity: readonly Point[];
}

/** What a comment tells of two runs on the same data. */
export interface ComparisonComment {
  readonly comparison: Comparison;
  readonly base: ComparedSide;
  readonly head: ComparedSide;
  /** Of the head. */
  readonly checks: readonly Check[];
  readonly proofs: Proofs;
  readonly wall: Wall | null;
  readonly inspection?: Inspection | null;
  readonly golden?: readonly GoldenResult[] | null;
  readonly attestation?: Attestation | null;
}

const LONGEST = 300;
const SHOWN_TRADES = 5;
const COLUMNS = ['figure', 'base', 'head', 'difference'];

/**
 * Two runs as Markdown: a weaker wall, if it was one, the verdict with the figure that decides, one table, one chart,
 * trades, proofs, the wall, the inspection, and whether the run is attested.
 */
export function renderComparisonMarkdown(comment: ComparisonComment): string {
  const { comparison, base, head, checks, proofs, wall, inspection = null, golden = null } = comment;
  const chart = renderMermaidChart('Equity of base and head', [
    { name: 'base', points: base.equity },
    { name: 'head', points: head.equity },
  ]);
  const { shown, others } = comparisonRows(comparison);
  return joinBlocks([
    renderNotice(wall),
    `### Backtest: ${comparisonHeadline(comparison)}`,
    `${plainText(comparison.reason, LONGEST)} Base ${plainText(base.name, LONGEST)}, head ${plainText(head.name, LONGEST)}; only the first figure decides, the others describe.`,
    figureTable(shown, [...COLUMNS, 'interval']),
    chart === '' ? '' : `${chart}\n\n<sub>The first line is the base, the second the head.</sub>`,
    renderTrades(comparison),
    renderFindings('Proofs', [...proofLines(proofs), ...goldenLines(golden)]),
    renderWall(wall),
    renderInspection(inspection),
    renderChecks(checks),
    renderAttestation(comment.attestation ?? null),
    others.length === 0 ? '' : fold('Other figures', figureTable(others, COLUMNS)),
    `<sub>${plainText(ground(comparison), LONGEST)}</sub>`,
  ]);
}

function figureTable(rows: readonly ComparisonRow[], head: readonly string[]): string {
  return table(
    head,
    rows.map((row) => row.map((cell) => tableCell(cell, LONGEST))),
  );
}

function renderTrades({ trades }: Comparison): string {
  const { same, changed, appeared, disappeared } = trades;
  const counts = `**Trades**: ${formatCount(appeared)} appeared, ${formatCount(disappeared)} disappeared, ${formatCount(changed)} changed, ${formatCount(same)} the same.`;
  const changes = trades.changed_trades.map(({ head }) => head);
  return [
    counts,
    listTrades('Appeared', trades.appeared_trades, appeared),
    listTrades('Disappeared', trades.disappeared_trades, disappeared),
    changes.length === 0 ? '' : fold('Changed (as the head has them)', tradeTable(changes.slice(0, MOST_FOLDED))),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Longer tables do not fit into a comment; how many are left out is said. */
const MOST_FOLDED = 50;

/** The first five, the rest folded; what is not told is counted. */
function listTrades(title: string, trades: readonly ListedTrade[], count: number): string {
  if (trades.length === 0) return '';
  const rest = trades.slice(SHOWN_TRADES, SHOWN_TRADES + MOST_FOLDED);
  const shown = `${title}:\n\n${tradeTable(trades.slice(0, SHOWN_TRADES))}`;
  if (rest.length === 0) return shown;
  const untold = count - SHOWN_TRADES - rest.length;
  const more = untold > 0 ? `, ${formatCount(untold)} further ones are not told` : '';
  return `${shown}\n\n${fold(`${title}: ${formatCount(rest.length)} more${more}`, tradeTable(rest))}`;
}

function tradeTable(trades: readonly ListedTrade[]): string {
  const rows = trades.map(
    ({ symbol, action, volume, entry_time, entry_price, exit_time, exit_price, reason, pnl_net }) =>
      [
        symbol,
        action,
        `${Number(volume.toPrecision(8))}`,
        minuteOf(entry_time),
        `${Number(entry_price.toPrecision(8))}`,
        minuteOf(exit_time),
        `${Number(exit_price.toPrecision(8))}`,
        reason.replaceAll('_', ' '),
        formatSignedAmount(pnl_net),
      ].map((cell) => tableCell(cell, 80)),
  );
  return table(['symbol', 'side', 'volume', 'entry', 'at', 'exit', 'at', 'reason', 'net profit'], rows);
}

/** `2024-01-31 09:30` of an ISO time. */
function minuteOf(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

function ground({ returns, returns_basis, days, bootstrap }: Comparison): string {
  const { draws, mean_block, generator, seed } = bootstrap;
  return `${formatCount(returns)} returns, one a ${returns_basis}, over ${formatCount(Math.floor(days))} days; stationary block bootstrap with ${formatCount(draws)} paired draws, mean block ${mean_block}, ${generator}, seed ${seed}.`;
}
