import type { LedgerUpdate } from '../committee/ledger/update.ts';
import type { Session } from '../committee/session.ts';

/** Where sessions are kept; every write is whole or absent. */
export interface Archive {
  /** Takes a session id that nobody else holds, or throws before anything is paid when the place cannot be written. */
  open(createdAt: number): Promise<string>;
  /** Keeps a model's text that could not be read as an answer; returns where. */
  keepParseFailure(sessionId: string, failure: ParseFailure): Promise<string>;
  /** Keeps session, dossier and cost record, and the ledger where there is one; returns the paths for people. */
  keep(finished: FinishedSession): Promise<ArchivedSession>;
}

/** A session that has come to its end, with everything that is kept of it. */
export interface FinishedSession {
  readonly session: Session;
  /** The dossier that it judged. */
  readonly dossier: string;
  /** What it adds to the ledger of its pull request; null when it was held without one. */
  readonly ledger: LedgerUpdate | null;
}

/** A model's text that could not be read as an answer. */
export interface ParseFailure {
  /** Which call it was: `ml-engineer/first reading 1 repair`. */
  readonly call: string;
  readonly model: string;
  readonly errors: readonly string[];
  readonly text: string;
}

/** Where a session was kept, as paths for people. */
export interface ArchivedSession {
  readonly session: string;
  readonly artifact: string;
  readonly finops: string;
}
