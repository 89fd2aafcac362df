import { rounded, spell } from '../figure-words.ts';
import { type Reading, unknown } from '../reading.ts';
import type { Thresholds } from '../thresholds.ts';
import type { ExitCause } from './code.ts';
import { above, below, type Comparison } from './comparison.ts';
import type { DiagnosisFacts } from './facts.ts';

/** Shares of exits in percent; unknown, all three, where they cannot be percentages of one whole. */
export interface ExitShares {
  readonly sl: Reading;
  readonly tp: Reading;
  readonly timeout: Reading;
  /** Why they were dropped; null where they were not. */
  readonly refused: string | null;
}

/** Shares sum to at most 100 %; the rest is rounding. */
const MOST_SUM = 100.5;
/** Shares that sum to at most this are fractions of 1. */
const MOST_FRACTIONS = 1.01;

/** Drops the shares of exits that are fractions, negative or more than a whole; 0.55 is never less than 50. */
export function readExitShares(facts: DiagnosisFacts): ExitShares {
  const shares = { sl: facts.slPct, tp: facts.tpPct, timeout: facts.timeoutPct };
  const values = Object.values(shares).flatMap((share) => (share.known ? [share.value] : []));
  const refused = refusalOf(values);
  if (refused === null) return { ...shares, refused };
  const dropped = unknown('impossible', refused);
  return { sl: dropped, tp: dropped, timeout: dropped, refused };
}

function refusalOf(values: readonly number[]): string | null {
  const sum = rounded(values.reduce((total, value) => total + value, 0));
  const told = `shares of exits are ${values.map(spell).join(', ')}`;
  if (values.some((value) => value < 0)) return `${told}, and none can be negative`;
  if (sum > MOST_SUM) return `${told}, together ${sum} %, more than a whole`;
  return sum > 0 && sum <= MOST_FRACTIONS ? `${told}, which look like fractions where percentages are due` : null;
}

/** What was found for one suspected cause. */
export interface JudgedCause extends Comparison {
  readonly cause: ExitCause;
}

/** Holds the shares against the line of each cause, in the order of the manual. */
export function judgeCauses({ sl, tp, timeout }: ExitShares, lines: Thresholds): readonly JudgedCause[] {
  return [
    { cause: 'SL_TOO_TIGHT', ...above(sl, lines.sl_critical_pct, { name: 'sl_pct', unit: '%' }) },
    { cause: 'TP_TOO_AMBITIOUS', ...below(tp, lines.tp_critical_pct, { name: 'tp_pct', unit: '%' }) },
    { cause: 'HORIZON_TOO_SHORT', ...above(timeout, lines.timeout_critical_pct, { name: 'timeout_pct', unit: '%' }) },
  ];
}
