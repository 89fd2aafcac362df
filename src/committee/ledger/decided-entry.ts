import type { Disposition } from '../disposition.ts';
import type { LedgerEntry, LedgerEvent } from './entry.ts';

/** A finding after the decisions of people, and what they changed. */
export interface DecidedEntry {
  readonly entry: LedgerEntry;
  readonly event: LedgerEvent | null;
}

/**
 * Follows the decision that holds on a finding at a head: a dismissal closes it in whatever state it is, a waiver lets
 * an open or dismissed one pass at this head, and a waiver of another head counts no more.
 */
export function decideEntry(entry: LedgerEntry, decision: Disposition | undefined, head: string): DecidedEntry {
  const { id, state } = entry;
  if (decision === undefined && state === 'waived') {
    const why = `it was waived at ${entry.last_head.slice(0, 7)} alone`;
    return { entry: { ...entry, state: 'open' }, event: { finding: id, kind: 'lapsed', head, actor: null, why } };
  }
  if (decision === undefined || decision.kind === state) return { entry, event: null };
  if (decision.kind === 'waived' && state !== 'open' && state !== 'dismissed') return { entry, event: null };
  const event = { finding: id, kind: decision.kind, head, actor: decision.by, why: decision.reason } as const;
  return { entry: { ...entry, state: decision.kind, superseded_by: null }, event };
}
