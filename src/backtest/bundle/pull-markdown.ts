import { removeInvisible } from '../../kernel/invisible.ts';
import { beginningOf } from '../../kernel/markdown/beginning.ts';
import { renderCodeSpan } from '../../kernel/markdown/code-span.ts';
import { fold } from '../../kernel/markdown/fold.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { renderComparisonMarkdown } from '../artefacts/comment/comparison-markdown.ts';
import { joinBlocks, renderInspection, renderSummaryMarkdown } from '../artefacts/comment/summary-markdown.ts';
import { comparisonHeadline } from '../artefacts/figures/comparison-line.ts';
import type { Bundle, BundledFile, BundledStrategy } from './bundle.ts';
import type { PullResult, TestedPull, TestedStrategy } from './tested-strategy.ts';

const LONGEST = 600;
const LONGEST_REASON = 120;

/** Signs and words of what became of a strategy. */
const ANSWERS: Readonly<Record<BundledStrategy['answer'], string>> = {
  pass: '✓ passes',
  fail: '✗ fails',
  not_proven: '– not proven',
  refused: '✗ cannot be run',
  broken: '✗ gave out',
  not_run: '– not run',
  not_asked: '– not asked for',
  gone: '– removed',
};

/** In the order in which a reader needs them. */
const URGENCY: readonly BundledStrategy['answer'][] = [
  ...(['fail', 'refused', 'broken', 'not_proven', 'not_run', 'not_asked', 'pass', 'gone'] as const),
];

/**
 * The backtests of a pull request as Markdown for the summary of a job: what it came to, one row for each strategy, what is
 * to be known of the run, and each report in full, the most urgent first.
 */
export function renderPullMarkdown({ bundle, results }: TestedPull): string {
  const urgent = [...results].sort((one, other) => urgencyOf(one) - urgencyOf(other));
  return joinBlocks([
    `## ${decidingHeadline({ bundle, results })}`,
    urgent.length === 0 ? '' : table(['strategy', 'answer', 'what was seen'], urgent.map(rowOf)),
    ...bundle.notes.map((note) => `> ${plainText(note, LONGEST)}`),
    ...urgent.map((result) => renderResult(result, bundle)),
    `<sub>${renderRange(bundle)}; the artefacts are in the artifact of this run and can be checked by \`conclave backtest verify\`.</sub>`,
  ]);
}

/** Of one strategy it is said first whether it got better or worse, by the figure that decides. */
function decidingHeadline({ bundle, results }: TestedPull): string {
  const told = pullHeadline(bundle);
  const [alone, ...others] = results.filter(({ entry }) => isRun(entry));
  const comparison = others.length === 0 ? alone?.tested?.report.comparison : null;
  if (comparison == null) return told;
  return `${PREFIX}${plainText(comparisonHeadline(comparison), LONGEST)}; ${told.slice(PREFIX.length)}`;
}

const PREFIX = 'Backtests: ';

function isRun({ answer }: Pick<BundledStrategy, 'answer'>): boolean {
  return answer !== 'gone' && answer !== 'not_asked';
}

/** What the backtests of a pull request came to, in one line. */
export function pullHeadline({ conclusion, strategies }: Pick<Bundle, 'conclusion' | 'strategies'>): string {
  const run = strategies.filter(isRun);
  const of = `of ${run.length} ${run.length === 1 ? 'strategy' : 'strategies'}`;
  const told = (answers: readonly string[], one: string, more: string) => {
    const count = run.filter(({ answer }) => answers.includes(answer)).length;
    return `${count} ${of} ${count === 1 ? one : more}`;
  };
  switch (conclusion) {
    case 'nothing_to_run':
      return 'Backtests: this pull request touches no strategy';
    case 'pass':
      return run.length === 1 ? 'Backtests: the strategy passes' : `Backtests: all ${run.length} strategies pass`;
    case 'fail':
      return `Backtests: ${told(['fail'], 'fails', 'fail')}`;
    case 'refused':
      return `Backtests: ${told(['refused'], 'cannot be run', 'cannot be run')}`;
    case 'broken':
      return `Backtests: ${told(['broken'], 'was', 'were')} not tested, since the machine gave out`;
    case 'not_proven':
      return `Backtests: nothing fails, and ${told(['not_proven', 'not_run'], 'is', 'are')} not proven`;
    default:
      return conclusion satisfies never;
  }
}

function urgencyOf({ entry }: PullResult): number {
  return URGENCY.indexOf(entry.answer);
}

function rowOf({ entry, tested }: PullResult): readonly string[] {
  const seen = tested?.report.comparison == null ? null : comparisonHeadline(tested.report.comparison);
  // Each reason has its room, so that a long one hides no other.
  const reasons = reasonsOf(entry);
  const most = Math.max(LONGEST_REASON, Math.floor(LONGEST / Math.max(1, reasons.length)));
  const words = [...reasons.map((line) => sentence(shortened(line, most))), ...(seen === null ? [] : [seen])].join(' ');
  return [code(entry.path), ANSWERS[entry.answer], tableCell(words, LONGEST * 2)];
}

function reasonsOf({ reason }: BundledStrategy): readonly string[] {
  return (reason ?? '').split('\n').filter((line) => line !== '');
}

/** What stands behind it in the same cell is another thing. */
function sentence(line: string): string {
  return /[.…!?]$/.test(line) ? line : `${line}.`;
}

function shortened(line: string, most: number): string {
  return line.length > most ? `${beginningOf(line, most)} …` : line;
}

function renderResult({ entry, tested, inspection = null }: PullResult, bundle: Bundle): string {
  const heading = `---\n\n## ${ANSWERS[entry.answer]}: ${code(entry.path)}`;
  const lines = reasonsOf(entry).map((line) => plainText(line, LONGEST));
  const reason = lines.length === 1 ? lines.join('') : lines.map((line) => `- ${line}`).join('\n');
  const parts = [
    heading,
    reason,
    ...shownFiles(entry),
    tested === null ? renderInspection(inspection) : renderTested(tested, bundle),
    ground(entry),
  ];
  return joinBlocks(parts).trimEnd();
}

function renderTested({ report, summary, equity }: TestedStrategy, { base_sha, head_sha }: Bundle): string {
  const { checks, proofs, inspection, golden, comparison, run } = report;
  const told = { checks, proofs, inspection, golden, wall: run.wall };
  if (comparison === null) return renderSummaryMarkdown({ ...told, summary, equity: equity.head }).trimEnd();
  return renderComparisonMarkdown({
    ...told,
    comparison,
    base: { name: base_sha.slice(0, 7), equity: equity.base },
    head: { name: head_sha.slice(0, 7), equity: equity.head },
  }).trimEnd();
}

/** What the pull request changes beside the strategy: shown, and not obeyed. */
function shownFiles({ config, data, golden }: BundledStrategy): readonly string[] {
  const changed = [...(config === null ? [] : [config]), ...data].filter(isChanged);
  const goldens = golden.filter(isChanged);
  return [
    ...(changed.length === 0
      ? []
      : [`**Reviewed, not obeyed**: ${changed.map(wordChange).join(', ')}; the run used what the base has.`]),
    ...(goldens.length === 0 ? [] : [`**Golden files of this pull request**: ${goldens.map(wordChange).join(', ')}.`]),
  ];
}

function isChanged({ changed }: BundledFile): boolean {
  return changed !== 'no';
}

function wordChange({ path, changed }: BundledFile): string {
  return `${code(path)} (${changed})`;
}

/** With what it was run, for those who look closer. */
function ground({ config, data, seed, touched, previous_path, tests }: BundledStrategy): string {
  const lines = [
    ...(previous_path === null ? [] : [`- was ${code(previous_path)}`]),
    ...(touched.length === 0
      ? []
      : [`- touched: ${touched.slice(0, MOST_NAMED).map(code).join(', ')}${left(touched)}`]),
    ...data.map(
      ({ symbol, path, sha256 }) => `- data ${plainText(symbol, 64)}: ${code(path)}, \`${sha256.slice(0, 12)}\``,
    ),
    ...(config === null ? [] : [`- configuration ${code(config.path)}, \`${config.sha256.slice(0, 12)}\``]),
    ...(tests.length === 0
      ? []
      : [
          `- tests: ${tests
            .slice(0, MOST_NAMED)
            .map(({ path }) => code(path))
            .join(', ')}${left(tests)}`,
        ]),
    `- seed ${seed}`,
  ];
  return fold('What it was run with', lines.join('\n'));
}

const MOST_NAMED = 20;

function left(all: readonly unknown[]): string {
  return all.length > MOST_NAMED ? `, and ${all.length - MOST_NAMED} more` : '';
}

function renderRange({ base_sha, head_sha, program }: Bundle): string {
  return `Base \`${base_sha.slice(0, 7)}\`, head \`${head_sha.slice(0, 7)}\`, conclave ${plainText(program, 64)}`;
}

function code(text: string): string {
  return renderCodeSpan(removeInvisible(text).text);
}
