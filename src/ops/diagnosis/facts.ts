import type { Reading } from '../reading.ts';

/** Everything that one run is diagnosed by. */
export interface DiagnosisFacts {
  /** The name of the run or file; null for one without. */
  readonly run: string | null;
  readonly crypto: string | null;
  /** `not_assessed` where nobody looked at the platform on purpose, which must be said. */
  readonly platform: PlatformFacts | 'not_assessed';
  readonly f1Buy: Reading;
  readonly baselineF1Buy: Reading;
  readonly stdF1Buy: Reading;
  readonly screeningF1Buy: Reading;
  readonly lastFoldF1Buy: Reading;
  /** Whether screening and last fold are of the same period; the gap is unknown where they are not. */
  readonly samePeriod: Reading<boolean>;
  readonly sortino: Reading;
  readonly nTrades: Reading;
  readonly slPct: Reading;
  readonly tpPct: Reading;
  readonly timeoutPct: Reading;
  readonly runComplete: Reading<boolean>;
  readonly candidatesPassed: Reading;
  /** Null where the run has no search or does not say; it then decides nothing. */
  readonly trialScores: readonly Reading[] | null;
  /** The status of the anchor as written, such as `SKIPPED`; null where the run does not say. */
  readonly s22a1Status: string | null;
}

/** How the platform was while the run ran. */
export interface PlatformFacts {
  /** Null where nobody lists pods; it then decides nothing. */
  readonly podsDown: Reading<readonly string[]> | null;
  readonly oom24h: Reading;
  readonly pvcPct: Reading;
  readonly cpuPct: Reading;
  readonly successRatePct: Reading;
}
