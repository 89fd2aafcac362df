import type { Finding } from '../../../src/committee/finding.ts';
import type { Baseline } from '../../../src/committee/ledger/baseline.ts';
import type { LedgerEntry, LedgerEvent } from '../../../src/committee/ledger/entry.ts';
import type { Session } from '../../../src/committee/session.ts';
import { rejected } from '../../fixtures/sessions.ts';

const [first, second] = rejected().findings;
if (first === undefined || second === undefined) throw new RangeError('the fixture has lost its findings');

/** Two findings for a ledger. */
export const [leak, other]: readonly [Finding, Finding] = [first, second];

/** Three commits of a pull request, one after the other. */
export const HEADS: readonly [string, string, string] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];

/** An open entry that a session raised at the first head. */
export function someEntry(session: Session, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: changes.finding?.id ?? leak.id,
    state: 'open',
    finding: leak,
    first_head: HEADS[0],
    first_session: session.id,
    last_head: HEADS[0],
    last_session: session.id,
    superseded_by: null,
    aliases: [],
    ...changes,
  };
}

/** Something that the committee did to the first finding at the first head. */
export function someEvent(kind: LedgerEvent['kind'], changes: Partial<LedgerEvent> = {}): LedgerEvent {
  return { finding: leak.id, kind, head: HEADS[0], actor: null, why: 'by ml-engineer/first', ...changes };
}

/** What a session read whole. */
export function someBaseline(session: Session, head: string): Baseline {
  return {
    session: session.id,
    head,
    base_branch: 'main',
    configuration: 'c0ffee',
    session_type: 'pr_review',
    seats: ['ml-engineer/first', 'ml-engineer/second'],
    coverage: session.coverage,
  };
}
