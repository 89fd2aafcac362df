import { fold } from '../../../kernel/markdown/fold.ts';
import { plainText } from '../../../kernel/markdown/plain-text.ts';
import { table } from '../../../kernel/markdown/table.ts';
import { tableCell } from '../../../kernel/markdown/table-cell.ts';
import type { Check } from '../../checks/check.ts';
import type { Summary } from '../../metrics/summary.ts';
import { formatCount, formatShare, formatSignedShare } from '../figures/amount.ts';
import { FIGURE_GROUPS, type FigureLine, keyFigures } from '../figures/figure-line.ts';
import { ANSWERS, checkLines, type FindingLine, MARKS, proofLines, wallLines } from '../figures/finding-line.ts';
import { runWarnings } from '../figures/run-warnings.ts';
import type { Point } from '../report/point-buckets.ts';
import type { Proofs, Wall } from '../test-report.ts';
import { renderMermaidChart } from './mermaid-chart.ts';

/** What a comment tells of one run. */
export interface SummaryComment {
  readonly summary: Summary;
  readonly checks: readonly Check[];
  readonly proofs: Proofs;
  readonly wall: Wall | null;
  readonly equity: readonly Point[];
}

const LONGEST = 300;

/** One run as Markdown: the result in a line, what it is worth, the key figures, the chart, and the rest folded. */
export function renderSummaryMarkdown({ summary, checks, proofs, wall, equity }: SummaryComment): string {
  const symbols = summary.data.map(({ symbol }) => symbol).join(', ');
  return joinBlocks([
    `### Backtest: ${headline(summary)}`,
    `${plainText(summary.honesty.statement, LONGEST)} On ${plainText(symbols, LONGEST)}, ${formatCount(barCount(summary))} bars, seed ${summary.seed}.`,
    ...runWarnings(summary).map((warning) => `**${plainText(warning, LONGEST)}**`),
    figureTable(keyFigures(), summary),
    renderMermaidChart('Equity', [{ name: 'equity', points: equity }]),
    renderFindings('Proofs', [...proofLines(proofs), ...wallLines(wall)]),
    renderChecks(checks),
    fold(
      'All figures',
      FIGURE_GROUPS.map(({ title, lines }) => `**${title}**\n\n${figureTable(lines, summary)}`).join('\n\n'),
    ),
    `<sub>${plainText(`Correlation ${summary.correlation_id}; formulas stand in docs/backtest.md.`, LONGEST)}</sub>`,
  ]);
}

/** Blocks with an empty line between; those that are empty are left out. */
export function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Checks in a fold that says how many hold; open when one fails. */
export function renderChecks(checks: readonly Check[]): string {
  if (checks.length === 0) return '';
  const counts = (['fail', 'not_proven', 'pass'] as const).flatMap((answer) => {
    const count = checks.filter((check) => check.answer === answer).length;
    return count === 0 ? [] : [`${count} ${ANSWERS[answer]}`];
  });
  const rows = checkLines(checks).map(({ answer, label, text }) => [
    `${MARKS[answer]} ${ANSWERS[answer]}`,
    label,
    tableCell(text, LONGEST),
  ]);
  const body = table(['', 'check', 'what was seen'], rows);
  const title = `Checks: ${counts.join(', ')}`;
  return checks.some(({ answer }) => answer === 'fail') ? `**${title}**\n\n${body}` : fold(title, body);
}

/** Findings as one line of text, each with its sign. */
export function renderFindings(title: string, lines: readonly FindingLine[]): string {
  const told = lines.map(({ answer, label, text }) => `- ${MARKS[answer]} ${plainText(`${label}: ${text}`, LONGEST)}`);
  return `**${title}**\n\n${told.join('\n')}`;
}

function headline({ account, total }: Summary): string {
  const result = account.total_return === null ? 'no result' : formatSignedShare(account.total_return);
  const drawdown = account.max_drawdown === null ? '' : `, maximum drawdown ${formatShare(account.max_drawdown)}`;
  return `${result} in ${formatCount(total.trades)} ${total.trades === 1 ? 'trade' : 'trades'}${drawdown}`;
}

function barCount({ data }: Summary): number {
  return data.reduce((sum, { bars }) => sum + bars, 0);
}

function figureTable(lines: readonly FigureLine[], summary: Summary): string {
  return table(
    ['figure', 'value'],
    lines.map(({ label, text }) => [tableCell(label, LONGEST), tableCell(text(summary), LONGEST)]),
  );
}
