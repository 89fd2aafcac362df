import { AppError } from '../../kernel/app-error.ts';
import type { Trade } from '../event.ts';
import { DRAWS, GENERATOR, meanBlockOf } from '../metrics/block-bootstrap.ts';
import { periodReturnOf } from '../metrics/return-ratios.ts';
import type { ReturnSeries } from '../metrics/return-series.ts';
import { inSignificantDigits } from '../metrics/significant-digits.ts';
import type { Summary } from '../metrics/summary.ts';
import { DAY_MS } from '../metrics/timeline.ts';
import type { CompareConfig } from '../run-config.ts';
import type { Comparison } from './comparison.ts';
import { reachVerdict } from './comparison-verdict.ts';
import { type FigureDifference, meanReturnDifference, sharpeDifference } from './deciding-figure.ts';
import { figureRowsOf } from './figure-rows.ts';
import { changesOf } from './trade-changes.ts';

/** One of two runs that are compared. */
export interface ComparedRun {
  readonly returns: ReturnSeries;
  readonly summary: Summary;
  readonly trades: readonly Trade[];
}

/** How two runs are compared. */
export type CompareOptions = CompareConfig & { readonly seed: number };

/**
 * Compares two runs on the same data by one deciding figure: the difference head - base with its 95 % interval by a paired
 * stationary block bootstrap. Annualisation and the risk-free return are those of the base. Runs whose returns do not end at
 * the same times throw a `bad-input` error.
 */
export function compareRuns(base: ComparedRun, head: ComparedRun, options: CompareOptions): Comparison {
  requireSameEnds(base.returns, head.returns);
  const { figure, tolerance, seed } = options;
  const { ends, values, basis } = base.returns;
  const decided = decide(base, head, options);
  const trades = changesOf(base.trades, head.trades);
  const days = spanOf(ends);
  const widest = widestDifference(values, head.returns.values);
  const identical = widest === 0 && trades.same === Math.max(trades.base, trades.head);
  const ground = { ...decided, figure, tolerance, basis, identical, returns: values.length, days, widest };
  return {
    ...reachVerdict(ground),
    identical,
    deciding: { figure, ...inSignificantDigits(decided), tolerance },
    returns_basis: basis,
    returns: values.length,
    days,
    bootstrap: { generator: GENERATOR, seed, draws: DRAWS, mean_block: meanBlockOf(values.length) },
    figures: figureRowsOf(base.summary, head.summary),
    trades,
  };
}

function decide(base: ComparedRun, head: ComparedRun, { figure, seed }: CompareOptions): FigureDifference {
  const { periods_per_year: periodsPerYear, config } = base.summary;
  const paired = {
    base: Float64Array.from(base.returns.values),
    head: Float64Array.from(head.returns.values),
    periodsPerYear,
    riskFree: periodReturnOf(config.figures.risk_free, periodsPerYear),
    seed,
  };
  return figure === 'sharpe' ? sharpeDifference(paired) : meanReturnDifference(paired);
}

function requireSameEnds(base: ReturnSeries, head: ReturnSeries): void {
  const found = differenceOf(base, head);
  if (found === null) return;
  throw new AppError('bad-input', `the two runs do not cover the same returns: ${found}`, {
    where: 'compare',
    expected: 'two runs on the same data, with returns that end at the same times',
    advice: 'Run both sides on the same files.',
  });
}

function differenceOf(base: ReturnSeries, head: ReturnSeries): string | null {
  if (base.basis !== head.basis) return `the base has one for each ${base.basis}, the head one for each ${head.basis}`;
  if (base.ends.length !== head.ends.length) return `the base has ${base.ends.length}, the head ${head.ends.length}`;
  const index = base.ends.findIndex((end, place) => end !== head.ends[place]);
  if (index === -1) return null;
  const [one, other] = [base.ends[index], head.ends[index]].map((end) => new Date(end as number).toISOString());
  return `return ${index + 1} ends at ${one} in the base and at ${other} in the head`;
}

/** Days from the end of the first period to that of the last, both counted. */
function spanOf(ends: readonly number[]): number {
  const [first] = ends;
  const last = ends.at(-1);
  return first === undefined || last === undefined ? 0 : (last - first) / DAY_MS + 1;
}

function widestDifference(base: readonly number[], head: readonly number[]): number {
  return base.reduce((widest, value, index) => Math.max(widest, Math.abs((head[index] as number) - value)), 0);
}
