import type { IncomingMessage } from 'node:http';

/** A request as it came over the wire. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** What a provider answers with status 200. */
export interface WireAnswer {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
