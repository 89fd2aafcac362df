/** Numbers in a row. */
export type Numbers = readonly number[] | Float64Array;

/** What rounding may leave of a deviation that is none, as a share of the largest value. */
const DUST = 1e-10;

/** Arithmetic mean, in the unit of the values; null of nothing. */
export function meanOf(values: Numbers): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return finiteOrNull(sum / values.length);
}

/**
 * Sample standard deviation √(Σ(x − mean)² ÷ (n − 1)), in the unit of the values; null below two of them. It is exactly 0
 * where only rounding tells the values apart, so that no ratio is made of dust.
 */
export function sampleDeviationOf(values: Numbers): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  return withoutDust(Math.sqrt(centralSum(values, mean, 2) / (values.length - 1)), values);
}

/** Root of the mean of squared shortfalls √(Σ min(x − target, 0)² ÷ n) over ALL n values; null of nothing. Sortino & Price 1994. */
export function downsideDeviationOf(values: Numbers, target = 0): number | null {
  if (values.length === 0) return null;
  let squares = 0;
  for (const value of values) squares += Math.min(value - target, 0) ** 2;
  return withoutDust(Math.sqrt(squares / values.length), values);
}

/** Skewness γ₃ = m₃ ÷ m₂^1.5 of central moments over n, 0 for the normal distribution; null without variance. */
export function skewnessOf(values: Numbers): number | null {
  const moments = momentsOf(values);
  return moments === null ? null : finiteOrNull(moments.third / (moments.second * Math.sqrt(moments.second)));
}

/** Kurtosis γ₄ = m₄ ÷ m₂² of central moments over n, 3 for the normal distribution (not the excess); null without variance. */
export function kurtosisOf(values: Numbers): number | null {
  const moments = momentsOf(values);
  return moments === null ? null : finiteOrNull(moments.fourth / moments.second ** 2);
}

/** A number that JSON can carry, or null. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The quotient; null by zero, and where it is no number. */
export function ratioOf(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null || denominator === 0 ? null : finiteOrNull(numerator / denominator);
}

function momentsOf(values: Numbers): { second: number; third: number; fourth: number } | null {
  const mean = meanOf(values);
  const deviation = sampleDeviationOf(values);
  if (mean === null || deviation === null || deviation === 0) return null;
  const moment = (power: number): number => centralSum(values, mean, power) / values.length;
  return { second: moment(2), third: moment(3), fourth: moment(4) };
}

function centralSum(values: Numbers, mean: number, power: number): number {
  let sum = 0;
  for (const value of values) {
    const distance = value - mean;
    let term = distance;
    for (let factor = 1; factor < power; factor += 1) term *= distance;
    sum += term;
  }
  return sum;
}

function withoutDust(deviation: number, values: Numbers): number | null {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return deviation <= DUST * largest ? 0 : finiteOrNull(deviation);
}
