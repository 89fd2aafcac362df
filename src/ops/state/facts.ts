import type { Reading } from '../reading.ts';

/** Everything that the global state is judged by; each figure known, or unknown with its reason. */
export interface StateFacts {
  readonly infra: {
    /** Names of critical pods that are down; empty means that all are up. */
    readonly podsDown: Reading<readonly string[]>;
    /** Percent of the fullest persistent volume. */
    readonly pvcPct: Reading;
    /** Out-of-memory kills in the last 24 hours. */
    readonly oom24h: Reading;
    /** Percent of the processors in use. */
    readonly cpuPct: Reading;
  };
  readonly pipeline: {
    readonly runs7d: Reading;
    readonly success7d: Reading;
    /** Duration over the historical p95; 1.3 is 30 % longer. */
    readonly latencyRatio: Reading;
    /** Hours of the longest run; null where nobody measures it, which then decides nothing. */
    readonly runHours: Reading | null;
  };
  readonly runs: {
    /** Candidates that passed in each completed run, newest first. */
    readonly passCounts: Reading<readonly Reading[]>;
    readonly lastUsefulAgeH: Reading;
    readonly fullUniverseRuns3d: Reading;
    readonly lastCandidateAgeD: Reading;
  };
  readonly models: Reading<readonly ModelAge[]>;
  readonly sortino: Reading<readonly SortinoSeries[]>;
  readonly challengersPending: Reading;
  /** Sentences of sources that answered and had a reservation, such as a warning of Prometheus. */
  readonly reservations: readonly string[];
}

/** How old the last useful model of a crypto is. */
export interface ModelAge {
  readonly crypto: string;
  /** Null where the crypto is in no group; it is then judged as core. */
  readonly group: string | null;
  readonly ageD: Reading;
}

/** The Sortino ratios of a crypto's last runs, newest first. */
export interface SortinoSeries {
  readonly crypto: string;
  readonly last: readonly Reading[];
}
