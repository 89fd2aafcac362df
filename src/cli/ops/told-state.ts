import type { StateVerdict } from '../../ops/state/state.ts';
import type { ToldStep } from './told-step.ts';

/** A state with what a person needs beside it. */
export interface ToldState {
  readonly verdict: StateVerdict;
  readonly next: ToldStep;
  /** `acme/quant`, or the name of a file. */
  readonly subject: string;
  /** Where the figures are from: `week.json`, or `3 sources, 27 requests`. */
  readonly from: string;
  /** What was asked for each signal that is configured; empty for figures of a file. */
  readonly asked: AskedSignals;
  /** ISO 8601; what is shown later says that it is stale. */
  readonly validUntil: string;
}

/** By the name of a signal: the source that was asked, and the query. */
export type AskedSignals = Readonly<Record<string, { readonly source: string; readonly query: string }>>;
