import type { Session } from '../../../src/committee/session.ts';
import type { FinishedSession } from '../../../src/ports/archive.ts';
import { rejected } from '../../fixtures/sessions.ts';

let sessions = 0;

/** A session as `rejected` gives it, with an id and a moment of its own. */
export function someSession(changes: Partial<Session> = {}, base = rejected()): Session {
  sessions += 1;
  const number = String(sessions % 60).padStart(2, '0');
  return {
    ...base,
    id: `20260512-0710${number}-${sessions.toString(16).padStart(8, '0')}`,
    created_at: `2026-05-12T07:10:${number}.000Z`,
    ...changes,
  };
}

/** A session as it is kept, without a ledger. */
export function finished(session: Session, dossier = ''): FinishedSession {
  return { session, dossier, ledger: null };
}
