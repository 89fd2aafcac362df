import type { TestReport } from '../artefacts/test-report.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { RecomputedRun } from './recomputed-run.ts';

/** What came of computing a run again. */
export type RunVerification =
  /** Nothing could be computed: what is missing or cannot be read, in words. */
  | { readonly answer: 'unusable'; readonly reason: string }
  /** The files say otherwise than decisions and data; the first difference first. */
  | { readonly answer: 'differs'; readonly differences: readonly string[]; readonly report: TestReport | null }
  | {
      readonly answer: 'verified';
      readonly run: RecomputedRun;
      /** Null where the run has none and needs none. */
      readonly report: TestReport | null;
      /** What was computed again and found the same. */
      readonly computed: readonly string[];
      /** What nobody can compute again without running the strategy. */
      readonly claims: readonly string[];
    };

/** What came of one strategy of a bundle: both sides, and what compares them. */
export interface StrategyVerification {
  /** From the root of the repository. */
  readonly path: string;
  readonly folder: string;
  readonly answer: 'verified' | 'differs' | 'unusable' | 'nothing';
  /** The first difference, or why nothing could be computed; null where all is well. */
  readonly words: string | null;
  readonly head: RunVerification | null;
  readonly base: RunVerification | null;
  /** Of both sides as they were computed again; null where there are not two. */
  readonly comparison: Comparison | null;
}

/** What came of a bundle, by its strategies. */
export interface BundleVerification {
  readonly answer: 'verified' | 'differs' | 'unusable';
  readonly strategies: readonly StrategyVerification[];
}

/** The worst of several answers: what is shown to be false before what could not be computed. */
export function worstAnswer(
  answers: readonly ('verified' | 'differs' | 'unusable' | 'nothing')[],
): 'verified' | 'differs' | 'unusable' {
  if (answers.includes('differs')) return 'differs';
  return answers.includes('unusable') ? 'unusable' : 'verified';
}
