import { meanOf, sampleDeviationOf } from './moments.ts';

/** Values as distances from their mean and the squares of these, of which sums give the mean and the variance of a draw. */
export interface SharpeColumns {
  readonly mean: number;
  readonly distances: Float64Array;
  readonly squares: Float64Array;
  /** Sum of all squares. */
  readonly spread: number;
}

/** The columns that are drawn for a mean or a Sharpe ratio; null without variance. */
export function toSharpeColumns(values: Float64Array): SharpeColumns | null {
  const mean = meanOf(values);
  const deviation = sampleDeviationOf(values);
  if (mean === null || deviation === null || deviation === 0) return null;
  const distances = values.map((value) => value - mean);
  const squares = distances.map((distance) => distance * distance);
  return { mean, distances, squares, spread: deviation * deviation * (values.length - 1) };
}

/** What is left of a variance, or of a mean, when there is none: rounding, as a share of what all values have. */
const DUST = 1e-12;

/**
 * The annualised Sharpe ratio of each draw, from its sums. A draw without variance and without a mean return is 0: nothing
 * was done in it; one without variance else has no ratio and is NaN.
 */
export function drawSharpes(
  { mean, distances: { length: n }, spread }: SharpeColumns,
  sums: { readonly distances: Float64Array; readonly squares: Float64Array },
  { periodsPerYear, riskFree }: { readonly periodsPerYear: number; readonly riskFree: number },
): Float64Array {
  const scale = Math.sqrt(periodsPerYear);
  const leastMean = DUST * Math.sqrt(spread);
  return sums.distances.map((sum, draw) => {
    const excess = mean + sum / n - riskFree;
    const residue = (sums.squares[draw] as number) - (sum * sum) / n;
    if (residue <= DUST * spread) return Math.abs(excess) <= leastMean ? 0 : Number.NaN;
    return (excess / Math.sqrt(residue / (n - 1))) * scale;
  });
}
