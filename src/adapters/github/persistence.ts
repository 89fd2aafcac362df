import { setTimeout as sleep } from 'node:timers/promises';
import { RequestError } from 'octokit';
import { z } from 'zod';
import { statusOf } from './failure.ts';
import { waitAskedFor } from './rate-limit.ts';

/** How patiently a request is repeated. */
export interface Patience {
  /** Longest wait for a limit of requests; a longer one is left to the caller. */
  readonly longestWaitMs: number;
  /** Wait before the first repetition of a request that failed; the second is four times as long. */
  readonly firstPauseMs: number;
}

/** How often one request is sent at most. */
const MOST_TRIES = 3;

/** A request as the hooks of Octokit see it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: unknown;
  /** What the asker says of it: `repeatable: true` when sending it twice changes nothing. */
  readonly request?: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** Errors that were repeated already, so that a request around this one does not repeat them again. */
const worn = new WeakSet<object>();

/**
 * Sends a request and repeats it where that is safe: a refusal for a limit of requests was not accepted, whatever it
 * asked for; what failed without a clear answer is sent again only when a second time changes nothing.
 */
export async function persist<T extends Answer>(
  send: () => Promise<T>,
  request: SentRequest,
  patience: Patience,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await send();
      refuseHiddenFailure(answer, request);
      return answer;
    } catch (error) {
      const wait = tries < MOST_TRIES ? waitBefore(error, { request, patience, tries }) : null;
      if (wait === null) throw markWorn(error);
      await sleep(wait);
    }
  }
}

function waitBefore(
  error: unknown,
  { request, patience, tries }: { request: SentRequest; patience: Patience; tries: number },
): number | null {
  if (!(error instanceof RequestError) || worn.has(error)) return null;
  const asked = waitAskedFor(error, Date.now());
  if (asked !== null) return asked <= patience.longestWaitMs ? asked : null;
  const status = statusOf(error);
  const isUnclear = status === null || status >= 500;
  return isUnclear && isRepeatable(request) ? patience.firstPauseMs * 4 ** (tries - 1) : null;
}

/** Every GraphQL request here changes nothing a second time, and a token that nobody received harms nobody. */
function isRepeatable({ method, url, request }: SentRequest): boolean {
  return method === 'GET' || request?.repeatable === true || isGraphql(url) || url.endsWith('/access_tokens');
}

function isGraphql(url: string): boolean {
  return /\/graphql$/.test(url);
}

function markWorn(error: unknown): unknown {
  if (error instanceof Error) worn.add(error);
  return error;
}

const Errors = z.object({ errors: z.array(z.object({ type: z.string().optional() })) });

/** Octokit reads an answer that was cut as empty text, and GraphQL refuses for a limit with status 200. */
function refuseHiddenFailure({ status, url, headers, data }: Answer, request: SentRequest): void {
  const isJson = String(headers['content-type'] ?? '').startsWith('application/json');
  const options = { method: request.method === 'POST' ? 'POST' : 'GET', url: request.url, headers: {} } as const;
  if (isJson && typeof data === 'string') throw new RequestError('the answer was cut short', 500, { request: options });
  const refused = isGraphql(request.url) ? Errors.safeParse(data) : null;
  if (refused?.success && refused.data.errors.some(({ type }) => type === 'RATE_LIMITED'))
    throw new RequestError('secondary rate limit of GraphQL', 403, {
      request: options,
      response: { status, url, headers, data },
    });
}
