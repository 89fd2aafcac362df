import type { ReturnsBasis } from '../metrics/return-series.ts';
import type { Comparison } from './comparison.ts';
import type { FigureDifference } from './deciding-figure.ts';

/** Below as many returns, or days, two runs are not told apart. */
const LEAST_DAYS = 60;

/** Differences up to here are what rounding can do. */
const DUST = 1e-12;

/** What a verdict is reached from. */
export interface VerdictGround extends FigureDifference {
  readonly figure: Comparison['deciding']['figure'];
  /** Loss of the figure that is let pass, in its own unit. */
  readonly tolerance: number;
  readonly basis: ReturnsBasis;
  readonly identical: boolean;
  readonly returns: number;
  readonly days: number;
  /** The largest difference between two returns of one period. */
  readonly widest: number;
}

export type ReachedVerdict = Pick<Comparison, 'verdict' | 'regression' | 'reason'>;

/** Better or worse only where the interval of the difference excludes zero; a regression if the loss exceeds the tolerance as well. */
export function reachVerdict(ground: VerdictGround): ReachedVerdict {
  const { difference, interval, tolerance } = ground;
  const hindrance = hindranceOf(ground);
  if (hindrance !== null || interval === null || difference === null) {
    return { verdict: 'not_distinguishable', regression: false, reason: hindrance ?? undefinedFigure(ground) };
  }
  const range = `${nameOf(ground)} (head - base) lies between ${short(interval.low)} and ${short(interval.high)} in 95 % of the draws`;
  if (interval.low > DUST) return { verdict: 'better', regression: false, reason: `The difference of ${range}.` };
  if (interval.high >= -DUST) {
    return {
      verdict: 'not_distinguishable',
      regression: false,
      reason: `The difference of ${range}, which holds zero.`,
    };
  }
  const regression = -difference > tolerance;
  const loss = `the loss of ${short(-difference)} ${regression ? 'exceeds' : 'is within'} the tolerance of ${short(tolerance)}`;
  return { verdict: 'worse', regression, reason: `The difference of ${range}, and ${loss}.` };
}

/** Why nothing can be told apart, whatever the interval is. */
function hindranceOf({ identical, widest, returns, days }: VerdictGround): string | null {
  if (identical) return 'The two runs are identical: every return and every trade is the same.';
  if (widest === 0) return 'Every return is the same in both runs; only trades differ.';
  if (widest <= DUST) return 'The returns of the two runs differ by no more than rounding.';
  const found = Math.min(returns, Math.floor(days));
  return found < LEAST_DAYS
    ? `${LEAST_DAYS} days are the least from which two runs are told apart; there are ${found}.`
    : null;
}

function undefinedFigure({ base, head, figure }: VerdictGround): string {
  const side = base === null ? 'the base' : head === null ? 'the head' : 'a draw';
  return `The ${figure === 'sharpe' ? 'Sharpe ratio' : 'mean return'} of ${side} is undefined, so that nothing can be decided by it.`;
}

function nameOf({ figure, basis }: VerdictGround): string {
  if (figure === 'sharpe') return 'Sharpe ratios';
  return basis === 'day' ? 'mean daily returns' : `mean returns per ${basis}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
