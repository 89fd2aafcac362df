import type { UnknownReading } from '../ops/reading.ts';
import type { SignalFigure } from '../ops/signal-answer.ts';

/** A training run as a tracking server keeps it. */
export interface TrackedRun {
  readonly id: string;
  /** `FINISHED`, `RUNNING`, `FAILED` and so on, as the server says it. */
  readonly status: string;
  /** ISO 8601; null while nobody said so. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly metrics: ReadonlyMap<string, SignalFigure>;
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
}

/** A server that keeps runs. Failures of it are answers, never exceptions. */
export interface RunSource {
  readonly name: string;
  /** `missing` where there is no such run, or it was deleted. */
  readRun(id: string): Promise<TrackedRun | UnknownReading>;
  /** Every value that a metric of a run had, oldest first. */
  readHistory(id: string, metric: string): Promise<readonly SignalFigure[] | UnknownReading>;
}

/** Opens the servers of runs that a repository names. */
export interface RunSources {
  /** Null where the installation has no address for this name, does not give it to this repository, or it keeps no runs. */
  openRuns(name: string, kind: string): RunSource | null;
}
