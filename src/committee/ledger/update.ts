import type { Baseline } from './baseline.ts';
import type { LedgerEntry, LedgerEvent } from './entry.ts';

/** What a session adds to the ledger of its pull request; kept together with the session or not at all. */
export interface LedgerUpdate {
  /** Every entry that is new or has changed, as it is now. */
  readonly entries: readonly LedgerEntry[];
  /** What happened in this session, in order. */
  readonly events: readonly LedgerEvent[];
  /** Ids of findings that were opened again, so that their dismissals hold no longer. */
  readonly overruled: readonly string[];
  /** The baseline that holds from now on; null when the session is none, so that the one before stays. */
  readonly baseline: Baseline | null;
}
