import type { GoldenResult } from '../../backtest/artefacts/test-report.ts';
import type { JudgedFigure } from '../../backtest/golden/judgement.ts';
import { renderError } from '../../kernel/app-error.ts';
import type { JudgedGolden } from './judge-goldens.ts';

/** Details of one scenario that are told. */
const MOST_DETAILS = 20;

/** Golden scenarios as a report tells of them. */
export function goldenResults(rows: readonly JudgedGolden[]): readonly GoldenResult[] {
  return rows.map((row) => {
    if ('error' in row) return { name: row.name, answer: 'not_run', details: [renderError(row.error)] };
    const { name, judgement } = row;
    if (judgement.answer === 'refused') {
      const details = judgement.mismatches.map(
        ({ symbol, expected, got }) =>
          `The data of ${symbol} is not what it was: expected ${expected}, got ${got ?? 'none'}.`,
      );
      return { name, answer: 'refused', details: details.slice(0, MOST_DETAILS) };
    }
    const others = judgement.figures.filter(({ answer }) => answer !== 'same');
    return { name, answer: judgement.answer, details: others.slice(0, MOST_DETAILS).map(tell) };
  });
}

function tell({ figure, expected, got, answer }: JudgedFigure): string {
  return `${figure}: expected ${expected ?? 'undefined'}, got ${answer === 'missing' ? 'nothing' : (got ?? 'undefined')}`;
}
