import type { Session } from '../committee/session.ts';
import type { AnswerShelf } from '../ports/answer-shelf.ts';
import type { Archive, ArchivedSession } from '../ports/archive.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Models } from '../ports/models.ts';
import type { MoneyLedger } from '../ports/money.ts';
import type { Witness } from '../ports/witness.ts';

/** What a session asks of the outside world. */
export interface SessionPorts {
  readonly models: Models;
  readonly answers: AnswerShelf;
  readonly journal: Journal;
  readonly archive: Archive;
  readonly money: MoneyLedger;
  readonly clock: Clock;
  readonly witness: Witness;
}

/** A finished session and where it is kept. */
export interface HeldSession {
  readonly session: Session;
  readonly archived: ArchivedSession;
}
