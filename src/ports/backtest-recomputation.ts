import type { Bundle } from '../backtest/bundle/bundle.ts';
import type { Comparison } from '../backtest/comparison/comparison.ts';
import type { Inspection } from '../backtest/inspection/static-check.ts';
import type { HeadReport, Recomputation } from '../backtest/verdict/strategy-facts.ts';
import type { UnpackedFile } from './archive-reader.ts';

/** A bundle in memory, with the data of the base that it says it used. */
export interface RecomputationOrder {
  readonly bundle: Bundle;
  readonly files: readonly UnpackedFile[];
  readonly data: readonly BaseData[];
}

/** A file of the base. */
export interface BaseData {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** What came of one strategy of a bundle. */
export interface RecomputedStrategy {
  /** Its folder in the bundle. */
  readonly folder: string;
  readonly report: HeadReport | null;
  readonly comparison: Comparison | null;
  /** As it was found out before a run that did not come to its end; null where a report says it. */
  readonly inspection: Inspection | null;
  readonly recomputation: Recomputation;
  /** The same for people, as harmless Markdown without a heading; empty where there is nothing to show. */
  readonly markdown: string;
}

/** Computes the figures of a bundle again where that holds up nothing else, within bounds of time and memory. */
export type Recompute = (order: RecomputationOrder) => Promise<readonly RecomputedStrategy[]>;
