import { type DrawnInterval, drawSums, percentileInterval } from './block-bootstrap.ts';
import { deflatedSharpeOf, LEAST_RETURNS, probabilisticSharpeOf } from './probabilistic-sharpe.ts';
import type { ReturnSeries } from './return-series.ts';
import { drawSharpes, toSharpeColumns } from './sharpe-draws.ts';
import { honestSentence, LEAST_TRADES } from './statement.ts';
import type { HonestyFigures } from './summary.ts';

/** What can be believed is judged from this. */
export interface HonestyGround {
  readonly series: ReturnSeries;
  readonly periodsPerYear: number | null;
  /** Of one period. */
  readonly riskFree: number;
  /** Results of the trades in money, after fees, in the order in which they ended. */
  readonly pnl: Float64Array;
  readonly trials: number;
  readonly trialVariance: number | null;
  readonly seed: number;
}

/** How far the figures of a run can be believed: 95 % intervals of the block bootstrap, probabilities, and a sentence. */
export function honestyOf(ground: HonestyGround): HonestyFigures {
  const { series, riskFree, pnl, trials, seed } = ground;
  const { probability, trialVariance, source } = deflatedSharpeOf(series.values, ground);
  const intervals = returnIntervals(ground);
  return {
    probabilistic_sharpe: probabilisticSharpeOf(series.values, { riskFree }),
    deflated_sharpe: probability,
    trials,
    trial_variance: trialVariance,
    trial_variance_source: source,
    ...intervals,
    expectancy: pnl.length < LEAST_TRADES ? null : intervalOfMean(pnl, seed),
    statement: honestSentence({ trades: pnl.length, series, meanReturn: intervals.mean_return, trials }),
  };
}

type ReturnIntervals = Pick<HonestyFigures, 'mean_return' | 'sharpe' | 'total_return'>;

/** Intervals of the mean return of a period, the annualised Sharpe ratio and the total return; null below 30 returns and without variance. */
function returnIntervals({ series, periodsPerYear, riskFree, seed }: HonestyGround): ReturnIntervals {
  const returns = Float64Array.from(series.values);
  const columns = toSharpeColumns(returns);
  if (returns.length < LEAST_RETURNS || columns === null)
    return { mean_return: null, sharpe: null, total_return: null };
  const growth = returns.map((value) => Math.log1p(value));
  const sums = drawSums([columns.distances, columns.squares, growth], seed);
  const [distances, squares, growths] = sums as [Float64Array, Float64Array, Float64Array];
  return {
    mean_return: percentileInterval(distances.map((sum) => columns.mean + sum / returns.length)),
    sharpe:
      periodsPerYear === null
        ? null
        : percentileInterval(drawSharpes(columns, { distances, squares }, { periodsPerYear, riskFree })),
    total_return: percentileInterval(growths.map((sum) => Math.expm1(sum))),
  };
}

/** The interval of the mean of values in a row; null without variance. */
function intervalOfMean(values: Float64Array, seed: number): DrawnInterval | null {
  const columns = toSharpeColumns(values);
  if (columns === null) return null;
  const [sums] = drawSums([columns.distances], seed) as [Float64Array];
  return percentileInterval(sums.map((sum) => columns.mean + sum / values.length));
}
