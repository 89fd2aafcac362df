import type { Point } from '../artefacts/report/point-buckets.ts';
import type { TestReport } from '../artefacts/test-report.ts';
import type { Inspection } from '../inspection/static-check.ts';
import type { Summary } from '../metrics/summary.ts';
import type { Bundle, BundledStrategy } from './bundle.ts';

/** What came of a strategy behind its wall. */
export interface TestedStrategy {
  readonly answer: 'pass' | 'fail' | 'not_proven';
  /** Why it fails or is not proven, the gravest first. */
  readonly reasons: readonly string[];
  /** Of the head, with the comparison where the base has the strategy. */
  readonly report: TestReport;
  readonly summary: Summary;
  /** Empty for the base where there is none. */
  readonly equity: { readonly head: readonly Point[]; readonly base: readonly Point[] };
}

/** What became of one strategy of a pull request. */
export interface PullResult {
  readonly entry: BundledStrategy;
  /** Null where it was not tested to its end. */
  readonly tested: TestedStrategy | null;
  /** What was found out about one that was not, where it was examined; else its report says it. */
  readonly inspection?: Inspection | null;
}

/** A bundle with what it was written from. */
export interface TestedPull {
  readonly bundle: Bundle;
  readonly results: readonly PullResult[];
}
