import type { Session } from '../committee/session.ts';

/** Where sessions are kept; every write is whole or absent. */
export interface Archive {
  /** Takes a session id that nobody else holds, or throws before anything is paid when the place cannot be written. */
  open(createdAt: number): Promise<string>;
  /** Keeps a model's text that could not be read as an answer; returns where. */
  keepParseFailure(sessionId: string, failure: ParseFailure): Promise<string>;
  /** Keeps session, dossier and cost record; returns the paths for people. */
  keep(session: Session, dossier: string): Promise<ArchivedSession>;
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
