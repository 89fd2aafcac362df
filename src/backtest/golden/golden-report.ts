import { type AppError, renderError } from '../../kernel/app-error.ts';
import { removeInvisible } from '../../kernel/invisible.ts';
import type { FigureValue } from './figure.ts';
import type { Tolerance } from './golden.ts';
import type { GoldenJudgement, JudgedFigure } from './judgement.ts';

/** One golden file, and what became of it: judged, or an error that kept it from being run. */
export type GoldenRow =
  | { readonly name: string; readonly title: string; readonly judgement: GoldenJudgement }
  | { readonly name: string; readonly error: AppError };

const LONGEST_LISTED = 20;

/**
 * Tells the terminal what golden scenarios came to: a line for the decision, one for each file, and beneath it what
 * differs with both values and the tolerance. Ends in a line end.
 */
export function renderGoldenReport(rows: readonly GoldenRow[]): string {
  const width = Math.max(0, ...rows.map(({ name }) => visible(name).length));
  const lines = rows.flatMap((row) => [headOf(row, width), ...detailsOf(row).map((line) => `    ${line}`)]);
  const advice = rows.some((row) => answerOf(row) === 'differs') ? [ADVICE] : [];
  return `${[decisionOf(rows), ...lines, ...advice].join('\n')}\n`;
}

/** Whether every scenario was run and came to what is expected; no scenario is no proof. */
export function allGolden(rows: readonly GoldenRow[]): boolean {
  return rows.length > 0 && rows.every((row) => answerOf(row) === 'same');
}

const ADVICE =
  'If the new figures are right: conclave backtest golden --update --reason "what changed and why it is right"';

const MARKS = { same: '✓', differs: '✗', refused: '–', error: '✗' } as const;

function answerOf(row: GoldenRow): keyof typeof MARKS {
  return 'error' in row ? 'error' : row.judgement.answer;
}

function decisionOf(rows: readonly GoldenRow[]): string {
  if (rows.length === 0) return 'Golden scenarios: none found, so nothing is proven';
  const same = rows.filter((row) => answerOf(row) === 'same').length;
  if (same === rows.length) return `Golden scenarios: all ${rows.length} the same`;
  return `Golden scenarios: ${rows.length - same} of ${rows.length} not the same`;
}

function headOf(row: GoldenRow, width: number): string {
  const head = `${MARKS[answerOf(row)]} ${visible(row.name).padEnd(width)}`;
  return 'error' in row ? `${head}  not run` : `${head}  ${outcomeOf(row.judgement)}  ${visible(row.title)}`;
}

function outcomeOf(judgement: GoldenJudgement): string {
  if (judgement.answer === 'refused') return 'not compared: other data';
  const { length } = judgement.figures;
  const count = `${length} expectation${length === 1 ? '' : 's'}`;
  const others = judgement.figures.filter(({ answer }) => answer !== 'same').length;
  return others === 0 ? `same, ${count}` : `${others} of ${count} not met`;
}

function detailsOf(row: GoldenRow): readonly string[] {
  if ('error' in row) return renderError(row.error).split('\n');
  const { judgement } = row;
  if (judgement.answer === 'refused') {
    return judgement.mismatches.map(
      ({ symbol, expected, got }) => `data of ${visible(symbol)}  expected ${expected}  got ${got ?? 'no such data'}`,
    );
  }
  const others = judgement.figures.filter(({ answer }) => answer !== 'same');
  const listed = others.slice(0, LONGEST_LISTED);
  const left = others.length - listed.length;
  return [...table(listed), ...(left > 0 ? [`and ${left} more`] : [])];
}

function table(figures: readonly JudgedFigure[]): readonly string[] {
  const rows = figures.map(({ figure, expected, tolerance, got, answer }) => [
    visible(figure),
    `expected ${told(expected)}${toldTolerance(tolerance)}`,
    answer === 'missing' ? 'got nothing' : `got ${told(got)}`,
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function told(value: FigureValue): string {
  return value === null ? 'undefined' : visible(String(value));
}

function toldTolerance(tolerance: Tolerance): string {
  switch (tolerance.kind) {
    case 'exact':
      return '';
    case 'absolute':
      return ` ± ${tolerance.by}`;
    case 'relative':
      return ` ± ${Number((tolerance.by * 100).toPrecision(10))} %`;
    default:
      return tolerance satisfies never;
  }
}

function visible(text: string): string {
  return removeInvisible(text).text.replaceAll(/\s+/g, ' ').trim();
}
