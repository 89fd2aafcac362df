import type { UnknownReading } from '../ops/reading.ts';

/** What is asked of an address: a path below it, with a form or JSON where it is sent by POST. */
export interface WebQuestion {
  /** With its slash and its query, as in `/api/v1/query`. */
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** An answer of any status but a redirect, read whole. */
export interface WebAnswer {
  readonly status: number;
  /** In lower case, without its parameters; empty where none was said. */
  readonly contentType: string;
  readonly body: string;
}

/**
 * A service at an address of the installation. It has a limit of time and of size, no redirect is followed, and no
 * word of what it returns holds its address or its credentials.
 */
export interface WebService {
  readonly name: string;
  ask(question: WebQuestion): Promise<WebAnswer | UnknownReading>;
}
