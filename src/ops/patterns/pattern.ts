import type { Reading } from '../reading.ts';
import type { Truth } from '../truth.ts';

/** What the patterns are looked for in; null where nobody measures it, which then decides nothing. */
export interface PatternFacts {
  /** Scores of the trials of the running search. */
  readonly trialScores: Reading<readonly Reading[]> | null;
  /** Minutes since a running job last wrote progress. */
  readonly minutesWithoutProgress: Reading | null;
  /** Samples that each running training was given. */
  readonly trainSamples: Reading<readonly TrainSamples[]> | null;
}

/** What the training of one crypto was given. */
export interface TrainSamples {
  readonly crypto: string;
  readonly samples: Reading;
}

/** Patterns that were incidents before. */
export const PATTERNS = ['IDENTICAL_SCORES', 'SENTINEL_SCORES', 'NO_PROGRESS', 'SAMPLES_OUT_OF_RANGE'] as const;
export type Pattern = (typeof PATTERNS)[number];

/** Whether a pattern is there, by evidence, and what to do about it. */
export interface PatternFinding {
  readonly pattern: Pattern;
  /** Null for a pattern of the whole house. */
  readonly crypto: string | null;
  /** What it was looked for in, as in `trial_scores`. */
  readonly signal: string;
  readonly truth: Truth;
  readonly found: string;
  readonly limit: string;
  /** `manual §17.4`. */
  readonly origin: string;
  /** The next step as the manual gives it, one sentence. */
  readonly next: string;
}

/** `SAMPLES_OUT_OF_RANGE of BTCUSDC`. */
export function namePattern({ pattern, crypto: symbol }: Pick<PatternFinding, 'pattern' | 'crypto'>): string {
  return symbol === null ? pattern : `${pattern} of ${symbol}`;
}
