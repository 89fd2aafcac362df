import type { StateRecord } from '../state/record.ts';
import type { StateVerdict } from '../state/state.ts';

/** What the state is drawn from. All texts are raw; what draws them makes them harmless. */
export interface StatusGround {
  /** What is shown: the state, since when, its last 30 days. */
  readonly record: StateRecord;
  /** The evaluation that was heard last. */
  readonly verdict: StateVerdict;
  /** The next step and who owns it, one sentence. */
  readonly next: string;
  /** How each signal is asked for, by the signal's name; a signal without an entry is not configured. */
  readonly queries: ReadonlyMap<string, AskedSignal>;
  /** Minutes after which what is shown is stale. */
  readonly validMinutes: number;
  readonly incidents: readonly ShownIncident[];
  /** Sentences about the showing itself, such as a pin that was refused. */
  readonly remarks: readonly string[];
}

/** Where a signal comes from. */
export interface AskedSignal {
  readonly source: string;
  readonly query: string;
}

/** An open incident as the status issue names it. */
export interface ShownIncident {
  readonly number: number;
  readonly severity: string;
  readonly title: string;
}

/** ISO 8601 of the moment after which a state is stale. */
export function validUntil(asOf: string, minutes: number): string {
  return new Date(Date.parse(asOf) + minutes * 60_000).toISOString();
}
