import { downsideDeviationOf, finiteOrNull, meanOf, type Numbers, ratioOf, sampleDeviationOf } from './moments.ts';

/** Years have this many days wherever something is annualised. */
const DAYS_PER_YEAR = 365.25;

const MS_PER_YEAR = DAYS_PER_YEAR * 86_400_000;

/** How long a span is, in years of 365.25 days. */
export function yearsOf(milliseconds: number): number {
  return milliseconds / MS_PER_YEAR;
}

/** The return of a period that compounds to a return in a year: (1 + r)^(1 ÷ P) − 1. */
export function periodReturnOf(yearly: number, periodsPerYear: number | null): number {
  return yearly === 0 || periodsPerYear === null ? 0 : (1 + yearly) ** (1 / periodsPerYear) - 1;
}

/**
 * Sharpe ratio mean(r − rf) ÷ sd(r − rf) · √P with the sample deviation; rf is of one period. Null below two returns,
 * without variance, and without P. Sharpe 1994.
 */
export function sharpeOf(
  returns: Numbers,
  { periodsPerYear, riskFree = 0 }: { readonly periodsPerYear: number | null; readonly riskFree?: number },
): number | null {
  const mean = meanOf(returns);
  const ratio = ratioOf(mean === null ? null : mean - riskFree, sampleDeviationOf(returns));
  return annualised(ratio, periodsPerYear);
}

/**
 * Sortino ratio mean(r − target) ÷ downside deviation · √P, the deviation over all returns; the target is of one period.
 * Null when no return is below the target, and without P. Sortino & Price 1994.
 */
export function sortinoOf(
  returns: Numbers,
  { periodsPerYear, target = 0 }: { readonly periodsPerYear: number | null; readonly target?: number },
): number | null {
  const mean = meanOf(returns);
  const ratio = ratioOf(mean === null ? null : mean - target, downsideDeviationOf(returns, target));
  return annualised(ratio, periodsPerYear);
}

/** Volatility sd(r) · √P, a share in a year; null below two returns and without P. */
export function volatilityOf(returns: Numbers, periodsPerYear: number | null): number | null {
  return annualised(sampleDeviationOf(returns), periodsPerYear);
}

/** Compound annual growth (final ÷ initial)^(1 ÷ years) − 1; null without time, from nothing, and below nothing. */
export function cagrOf({
  initial,
  final,
  years,
}: {
  readonly initial: number;
  readonly final: number;
  readonly years: number;
}): number | null {
  if (!(years > 0) || !(initial > 0) || final < 0) return null;
  return finiteOrNull((final / initial) ** (1 / years) - 1);
}

/** Calmar ratio: compound annual growth by the largest drawdown; null where there was none. Young 1991. */
export function calmarOf(cagr: number | null, maxDrawdown: number | null): number | null {
  return ratioOf(cagr, maxDrawdown);
}

function annualised(value: number | null, periodsPerYear: number | null): number | null {
  return value === null || periodsPerYear === null ? null : finiteOrNull(value * Math.sqrt(periodsPerYear));
}
