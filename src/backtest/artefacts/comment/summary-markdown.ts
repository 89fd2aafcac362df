import { fold } from '../../../kernel/markdown/fold.ts';
import { plainText } from '../../../kernel/markdown/plain-text.ts';
import { table } from '../../../kernel/markdown/table.ts';
import { tableCell } from '../../../kernel/markdown/table-cell.ts';
import type { Check } from '../../checks/check.ts';
import type { Inspection } from '../../inspection/static-check.ts';
import type { Summary } from '../../metrics/summary.ts';
import type { Wall } from '../../wall/wall.ts';
import { formatCount, formatShare, formatSignedShare } from '../figures/amount.ts';
import { FIGURE_GROUPS, type FigureLine, keyFigures } from '../figures/figure-line.ts';
import { ANSWERS, checkLines, type FindingLine, MARKS, proofLines } from '../figures/finding-line.ts';
import { findingWords, goldenLines, inspectionLines, SHOWN_FINDINGS } from '../figures/inspection-line.ts';
import { runWarnings } from '../figures/run-warnings.ts';
import { verdictLines } from '../figures/verdict-line.ts';
import { wallSentence, weakerNotice } from '../figures/wall-line.ts';
import type { Point } from '../report/point-buckets.ts';
import type { GoldenResult, Proofs, TestVerdict } from '../test-report.ts';
import { renderMermaidChart } from './mermaid-chart.ts';

/** What a comment tells of one run. */
export interface SummaryComment {
  readonly summary: Summary;
  readonly checks: readonly Check[];
  readonly proofs: Proofs;
  readonly wall: Wall | null;
  readonly equity: readonly Point[];
  readonly inspection?: Inspection | null;
  readonly golden?: readonly GoldenResult[] | null;
  readonly attestation?: Attestation | null;
  /** What it begins with; null where nothing is held against the run, or whoever shows it says so above. */
  readonly verdict?: TestVerdict | null;
}

/** Whether the run is one that the check believes, in a sentence that says why. */
export interface Attestation {
  readonly attested: boolean;
  readonly words: string;
}

const LONGEST = 300;

/** One run as Markdown: a weaker wall, if it was one, the verdict with its reasons, the result in a line, what it is worth, the key figures, the chart, and the rest folded. */
export function renderSummaryMarkdown(comment: SummaryComment): string {
  const { summary, checks, proofs, wall, equity, inspection = null, golden = null } = comment;
  const { verdict = null, attestation = null } = comment;
  const symbols = summary.data.map(({ symbol }) => symbol).join(', ');
  return joinBlocks([
    renderNotice(wall),
    ...renderVerdict(verdict, headline(summary)),
    `${plainText(summary.honesty.statement, LONGEST)} On ${plainText(symbols, LONGEST)}, ${formatCount(barCount(summary))} bars, seed ${summary.seed}.`,
    ...runWarnings(summary).map((warning) => `**${plainText(warning, LONGEST)}**`),
    figureTable(keyFigures(), summary),
    renderMermaidChart('Equity', [{ name: 'equity', points: equity }]),
    renderFindings('Proofs', [...proofLines(proofs), ...goldenLines(golden)]),
    renderWall(wall),
    renderInspection(inspection),
    renderChecks(checks),
    renderAttestation(attestation),
    fold(
      'All figures',
      FIGURE_GROUPS.map(({ title, lines }) => `**${title}**\n\n${figureTable(lines, summary)}`).join('\n\n'),
    ),
    `<sub>${plainText(`Correlation ${summary.correlation_id}; formulas stand in docs/backtest.md.`, LONGEST)}</sub>`,
  ]);
}

/** What fails or is not proven stands before the result; what passes, in one line with it. */
function renderVerdict(verdict: TestVerdict | null, result: string): readonly string[] {
  if (verdict === null) return [`### Backtest: ${result}`];
  const { title, first, others } = verdictLines(verdict);
  if (first === null) return [`### ${title}: ${result}`];
  return [
    `### ${title}: ${plainText(first, LONGEST)}`,
    others.map((each) => `- ${plainText(each, LONGEST)}`).join('\n'),
    `The run: ${result}.`,
  ];
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

/** That a wall was weaker comes before everything else. */
export function renderNotice(wall: Wall | null): string {
  const notice = weakerNotice(wall);
  return notice === null ? '' : `**${plainText(notice, LONGEST)}**`;
}

export function renderWall(wall: Wall | null): string {
  return `**The wall**: ${plainText(wallSentence(wall), LONGEST)}`;
}

/** Static checks and tests, failing ones first; of what was found five at once, and the rest folded. */
export function renderInspection(inspection: Inspection | null): string {
  if (inspection === null) return '';
  const words = findingWords(inspection).map((each) => `- ${plainText(each, LONGEST)}`);
  const rest = words.slice(SHOWN_FINDINGS, SHOWN_FINDINGS + MOST_FOLDED);
  const untold = words.length - SHOWN_FINDINGS - rest.length;
  const more = untold > 0 ? `, ${formatCount(untold)} further ones are not told` : '';
  return [
    renderFindings('Inspection', inspectionLines(inspection)),
    words.length === 0 ? '' : `Found:\n\n${words.slice(0, SHOWN_FINDINGS).join('\n')}`,
    rest.length === 0 ? '' : fold(`${formatCount(rest.length)} more findings${more}`, rest.join('\n')),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Longer lists do not fit into a comment; how many are left out is said. */
const MOST_FOLDED = 50;

export function renderAttestation(attestation: Attestation | null): string {
  if (attestation === null) return '';
  return `**${attestation.attested ? 'Attested' : 'Not attested'}**: ${plainText(attestation.words, LONGEST)}`;
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
