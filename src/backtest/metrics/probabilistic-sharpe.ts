import { finiteOrNull, kurtosisOf, meanOf, type Numbers, ratioOf, sampleDeviationOf, skewnessOf } from './moments.ts';
import { normalQuantileOf, normalShareBelow } from './normal-distribution.ts';

/** Below this many returns nothing is said about how probable a Sharpe ratio is. */
export const LEAST_RETURNS = 30;

const EULER_MASCHERONI = 0.577_215_664_901_532_9;

/**
 * Probability that the true Sharpe ratio is above a benchmark: Φ((SR − SR*) · √(T − 1) ÷ √(1 − γ₃·SR + (γ₄ − 1)/4 · SR²)),
 * all of one period and not annualised, γ₃ skewness, γ₄ kurtosis (normal: 3), T returns. Null below 30 returns and without
 * variance. Bailey & López de Prado 2012, "The Sharpe ratio efficient frontier".
 */
export function probabilisticSharpeOf(
  returns: Numbers,
  { benchmark = 0, riskFree = 0 }: { readonly benchmark?: number; readonly riskFree?: number } = {},
): number | null {
  const mean = meanOf(returns);
  const sharpe = ratioOf(mean === null ? null : mean - riskFree, sampleDeviationOf(returns));
  const skewness = skewnessOf(returns);
  const kurtosis = kurtosisOf(returns);
  if (returns.length < LEAST_RETURNS || sharpe === null || skewness === null || kurtosis === null) return null;
  return probabilityOf({ sharpe, skewness, kurtosis, returns: returns.length }, benchmark);
}

/** What a probability of a Sharpe ratio is made from; everything is of one period. */
export interface SharpeEstimate {
  readonly sharpe: number;
  readonly skewness: number;
  /** 3 for the normal distribution. */
  readonly kurtosis: number;
  readonly returns: number;
}

/** The formula of the probabilistic Sharpe ratio; null where the variance of the estimate is not above 0. */
export function probabilityOf(
  { sharpe, skewness, kurtosis, returns }: SharpeEstimate,
  benchmark: number,
): number | null {
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  if (!(variance > 0)) return null;
  return finiteOrNull(normalShareBelow(((sharpe - benchmark) * Math.sqrt(returns - 1)) / Math.sqrt(variance)));
}

/**
 * The Sharpe ratio of one period that the best of N strategies without any skill is expected to reach:
 * √V · ((1 − γ) · Φ⁻¹(1 − 1/N) + γ · Φ⁻¹(1 − 1/(N·e))), V the variance of the Sharpe ratios of the trials, γ the constant of
 * Euler and Mascheroni; 0 for one trial. Bailey & López de Prado 2014, "The deflated Sharpe ratio".
 */
export function luckiestSharpeOf(trials: number, trialVariance: number): number {
  if (trials <= 1) return 0;
  const most = normalQuantileOf(1 - 1 / trials);
  const next = normalQuantileOf(1 - 1 / (trials * Math.E));
  return Math.sqrt(trialVariance) * ((1 - EULER_MASCHERONI) * most + EULER_MASCHERONI * next);
}

/** How many strategies were tried, and how far their Sharpe ratios of one period lay apart; null where that is unknown. */
export interface Trials {
  readonly trials: number;
  readonly trialVariance: number | null;
  readonly riskFree: number;
}

/** A deflated Sharpe ratio and the variance that it rests on. */
export interface DeflatedSharpe {
  readonly probability: number | null;
  readonly trialVariance: number | null;
  readonly source: 'given' | 'assumed' | 'none';
}

/**
 * Deflated Sharpe ratio: the probability that the Sharpe ratio is above what the luckiest of N trials reaches. The variance
 * of the trials is the given one, else 1 ÷ (T − 1), that of a Sharpe ratio of 0; one trial needs none and gives PSR(0).
 * Bailey & López de Prado 2014.
 */
export function deflatedSharpeOf(returns: Numbers, { trials, trialVariance, riskFree }: Trials): DeflatedSharpe {
  if (trials <= 1) {
    return { probability: probabilisticSharpeOf(returns, { riskFree }), trialVariance: null, source: 'none' };
  }
  const source = trialVariance === null ? 'assumed' : 'given';
  const variance = trialVariance ?? (returns.length < 2 ? null : 1 / (returns.length - 1));
  if (variance === null) return { probability: null, trialVariance: null, source };
  const benchmark = luckiestSharpeOf(trials, variance);
  return { probability: probabilisticSharpeOf(returns, { benchmark, riskFree }), trialVariance: variance, source };
}
