import type { TestReport } from '../artefacts/test-report.ts';
import type { BundledStrategy } from '../bundle/bundle.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { Inspection } from '../inspection/static-check.ts';

/** What came of computing the figures of a strategy again, from its decisions and the data of the base. */
export type Recomputation =
  | { readonly answer: 'same' }
  /** The report does not follow from the decisions and the data; the first difference in words. */
  | { readonly answer: 'differs'; readonly words: string }
  /** It could not be computed: something is missing, unreadable, or too large. */
  | { readonly answer: 'not_computed'; readonly words: string }
  /** There is no run to compute again. */
  | { readonly answer: 'nothing' };

/** What a report says of itself, as far as rules ask. */
export type HeadReport = Pick<TestReport, 'checks' | 'proofs' | 'inspection' | 'golden'> & {
  readonly run: Pick<TestReport['run'], 'wall'>;
};

/** Everything that is known of one strategy of a bundle. */
export interface StrategyFacts {
  readonly strategy: BundledStrategy;
  /** Of the head; null where the bundle holds none that can be read. */
  readonly report: HeadReport | null;
  /** Null where there is nothing to compare with, or no comparison. */
  readonly comparison: Comparison | null;
  /** What was found out about a strategy whose run did not come to its end; null where a report says it. */
  readonly inspection: Inspection | null;
  readonly recomputation: Recomputation;
}
