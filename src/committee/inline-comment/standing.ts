import type { LedgerEntry } from '../ledger/entry.ts';
import type { Ruled } from '../lifted.ts';
import type { Session } from '../session.ts';
import type { ThreadStanding } from './thread-state.ts';

/** All that tells where the findings of a pull request are now. */
export interface LedgerView {
  readonly session: Session;
  readonly ruled: Ruled;
  /** Every finding that the pull request ever had. */
  readonly ledger: readonly LedgerEntry[];
  readonly head: string;
}

/**
 * Where a finding is now: as people decided at this head, else as the session says, else as the ledger has it. One of
 * which nothing is known is not found again when everything was read, and stays as it is otherwise.
 */
export function standingOf(finding: string, view: LedgerView): ThreadStanding {
  const entry = entryOf(finding, view.ledger);
  const ids = new Set([finding, ...(entry === null ? [] : [entry.id])]);
  return (
    decidedStanding(ids, view) ?? sessionStanding(ids, view) ?? ledgerStanding(entry, view) ?? unknownStanding(view)
  );
}

/** The entry of a finding, also under another id under which it was raised; null when the ledger knows none. */
export function entryOf(finding: string, ledger: readonly LedgerEntry[]): LedgerEntry | null {
  return ledger.find(({ id }) => id === finding) ?? ledger.find(({ aliases }) => aliases.includes(finding)) ?? null;
}

type Ids = ReadonlySet<string>;

function decidedStanding(ids: Ids, { ruled }: LedgerView): ThreadStanding | null {
  const lifted = ruled.lifted.find(({ finding }) => ids.has(finding.id));
  if (lifted === undefined) return null;
  const { kind, head, by, reason } = lifted.disposition;
  return { state: kind, head, by, why: reason };
}

function sessionStanding(ids: Ids, { session, head }: LedgerView): ThreadStanding | null {
  const finding = session.findings.find(({ id }) => ids.has(id));
  if (finding === undefined) return null;
  const { standing } = finding;
  if (standing.kind === 'refuted' || standing.kind === 'unsourced') {
    return {
      state: 'superseded',
      head,
      by: null,
      why: `the committee looked again and it does not stand: ${standing.why}`,
    };
  }
  return open(head);
}

function ledgerStanding(entry: LedgerEntry | null, { session, head }: LedgerView): ThreadStanding | null {
  if (entry === null) return null;
  const { id, state, last_head, superseded_by } = entry;
  if (state === 'open') return open(head);
  const { fixed, superseded, dismissed } = session.round;
  const told = [...fixed, ...superseded, ...dismissed].find((line) => line.id === id)?.why ?? '';
  const why = told !== '' || superseded_by === null ? told : `${superseded_by} covers it`;
  return { state, head: told === '' ? last_head : head, by: null, why };
}

function unknownStanding({ session, head }: LedgerView): ThreadStanding {
  if (session.round.kind === 'delta') return open(head);
  return { state: 'gone', head, by: null, why: 'a review of the whole change did not raise it again' };
}

function open(head: string): ThreadStanding {
  return { state: 'open', head, by: null, why: 'it is found at this commit' };
}
