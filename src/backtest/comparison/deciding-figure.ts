import { type DrawnInterval, drawSums, percentileInterval } from '../metrics/block-bootstrap.ts';
import { meanOf, sampleDeviationOf } from '../metrics/moments.ts';
import { sharpeOf } from '../metrics/return-ratios.ts';
import { drawSharpes, type SharpeColumns, toSharpeColumns } from '../metrics/sharpe-draws.ts';

/** Returns of both sides over the same periods, and by what they are measured. */
export interface PairedReturns {
  readonly base: Float64Array;
  readonly head: Float64Array;
  readonly periodsPerYear: number | null;
  /** Of one period. */
  readonly riskFree: number;
  readonly seed: number;
}

/** A figure of both sides and the interval of head - base. */
export interface FigureDifference {
  readonly base: number | null;
  readonly head: number | null;
  readonly difference: number | null;
  /** 95 % percentile interval over paired draws; null where a side, or a draw of it, has no figure. */
  readonly interval: DrawnInterval | null;
}

/** Difference of the mean returns of a period. */
export function meanReturnDifference({ base, head, seed }: PairedReturns): FigureDifference {
  const differences = base.map((value, index) => (head[index] as number) - value);
  const deviation = sampleDeviationOf(differences);
  const [sums] = drawSums([differences], seed) as [Float64Array];
  const interval = deviation === null ? null : percentileInterval(sums.map((sum) => sum / base.length));
  return { ...sidesOf(meanOf(base), meanOf(head)), interval };
}

/** Difference of the annualised Sharpe ratios. */
export function sharpeDifference(paired: PairedReturns): FigureDifference {
  const { base, head, periodsPerYear, riskFree, seed } = paired;
  const sides = sidesOf(sharpeOf(base, paired), sharpeOf(head, paired));
  const [one, other] = [toSharpeColumns(base), toSharpeColumns(head)];
  if (one === null || other === null || periodsPerYear === null) return { ...sides, interval: null };
  const sums = drawSums([one.distances, one.squares, other.distances, other.squares], seed);
  const draws = (columns: SharpeColumns, first: number): Float64Array => {
    const [distances, squares] = sums.slice(first, first + 2) as [Float64Array, Float64Array];
    return drawSharpes(columns, { distances, squares }, { periodsPerYear, riskFree });
  };
  const [before, after] = [draws(one, 0), draws(other, 2)];
  return { ...sides, interval: percentileInterval(after.map((value, draw) => value - (before[draw] as number))) };
}

function sidesOf(base: number | null, head: number | null): Omit<FigureDifference, 'interval'> {
  return { base, head, difference: base === null || head === null ? null : head - base };
}
