import { z } from 'zod';
import type { FailureReason, ModelRequest, TokenUsage } from '../../ports/models.ts';
import type { Seen } from './exchange.ts';
import { explanationIn } from './explanation.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Route } from './route.ts';
import { tokenUsageOfBody } from './usage.ts';

/** How a try failed, and what can be said and kept of it. */
export interface Failure {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  /** A main clause without its full stop. */
  readonly what: string;
  /** The provider's own words, where they may be shown. */
  readonly explanation: string | null;
  readonly retryAfterMs: number | null;
  readonly text: string | null;
  readonly usage: TokenUsage | null;
  readonly maybeCharged: boolean;
  /** Whether the same request may succeed in a moment. */
  readonly passing: boolean;
}

interface Circumstances {
  readonly request: Pick<ModelRequest, 'timeoutMs' | 'prompt' | 'instructions'>;
  readonly route: Route;
  readonly seen: Seen;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Turns what a try threw into a failure, by what went over the wire rather than by the class of the error. */
export function failureOfError(error: unknown, circumstances: Circumstances): Failure {
  const { seen } = circumstances;
  if (seen.timedOut) return ofTimeOut(circumstances);
  if (seen.status === null || seen.body === null) return ofConnection(error, circumstances);
  return ofAnswer(seen.status, seen.body, circumstances);
}

const NOTHING = { explanation: null, retryAfterMs: null, text: null, usage: null, passing: false } as const;

function ofTimeOut({ request, route }: Circumstances): Failure {
  const what = `${route.service} did not answer within ${request.timeoutMs / 1_000} s`;
  return { ...NOTHING, kind: 'failed', reason: 'timed-out', what, maybeCharged: true };
}

/** These say that no request reached the service. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|TLS|SSL|SELF_SIGNED/;
const PASSING = /^(ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_SOCKET|UND_ERR_CONNECT_TIMEOUT)$/;
/** The client's own patience of five minutes, which a long time-out of ours can outlast. */
const IMPATIENT = /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/;

function ofConnection(error: unknown, { route }: Circumstances): Failure {
  const code = codeOf(error) ?? 'connection failed';
  const where = URL.parse(route.endpoint.baseUrl)?.origin ?? route.service;
  if (IMPATIENT.test(code)) {
    return {
      ...NOTHING,
      kind: 'failed',
      reason: 'timed-out',
      what: `${route.service} fell silent (${code})`,
      maybeCharged: true,
    };
  }
  const what = `${route.service} could not be reached at ${where} (${code})`;
  return {
    ...NOTHING,
    kind: 'failed',
    reason: 'unreachable',
    what,
    maybeCharged: !NOT_SENT.test(code),
    passing: PASSING.test(code),
  };
}

const Coded = z.object({ code: z.string() });
const Caused = z.object({ cause: z.unknown() });

/** The system's error code, which fetch and the AI SDK hide behind causes. */
function codeOf(error: unknown, depth = 0): string | null {
  const coded = Coded.safeParse(error);
  if (coded.success) return coded.data.code;
  const caused = Caused.safeParse(error);
  return caused.success && caused.data.cause != null && depth < 8 ? codeOf(caused.data.cause, depth + 1) : null;
}

function ofAnswer(status: number, text: string, circumstances: Circumstances): Failure {
  const { route, request, seen, now } = circumstances;
  const body = parseBody(text);
  if (status >= 200 && status < 300) return ofUnreadable(text, body, route);
  const asked = retryAfterMs(seen.headers, body, now);
  const refusal = refusalOf({ status, body, route, asked });
  // Words about a key like to repeat a part of it.
  const isAboutKey = refusal.what.includes(route.keyVariable);
  const explanation = isAboutKey
    ? null
    : explanationIn(body, { keys: [route.endpoint.apiKey], texts: [request.prompt, request.instructions] });
  return { ...NOTHING, kind: 'failed', ...refusal, explanation, retryAfterMs: asked };
}

function ofUnreadable(text: string, body: unknown, route: Route): Failure {
  const lacksCandidate = WithoutCandidate.safeParse(body).success;
  return {
    ...NOTHING,
    kind: 'failed',
    reason: lacksCandidate ? 'blocked' : 'malformed',
    what: lacksCandidate
      ? `${route.service} answered without a candidate`
      : `${route.service} answered 200 with something that is not an answer`,
    text: lacksCandidate || text === '' ? null : text,
    usage: tokenUsageOfBody(body),
    maybeCharged: true,
  };
}

const WithoutCandidate = z.union([z.object({ choices: z.tuple([]) }), z.object({ candidates: z.tuple([]) })]);

interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly route: Route;
  readonly asked: number | null;
}

/** These gateways gave up on a service that may have gone on working, and charging. */
const GAVE_UP = [408, 502, 504, 520, 524];

function refusalOf({
  status,
  body,
  route,
  asked,
}: Refusal): Pick<Failure, 'reason' | 'what' | 'maybeCharged' | 'passing'> {
  const { service, name, keyVariable } = route;
  const refused = { reason: 'refused', maybeCharged: false, passing: false } as const;
  const wait = asked === null ? '' : ` and asks to wait ${Math.ceil(asked / 1_000)} s`;
  if (status === 429) {
    return {
      reason: 'rate-limited',
      what: `${service} limits the rate of ${name} (429)${wait}`,
      maybeCharged: false,
      passing: true,
    };
  }
  if (status === 408)
    return { reason: 'timed-out', what: `${service} gave up waiting (408)`, maybeCharged: true, passing: false };
  if (status >= 500) {
    return {
      reason: 'server-error',
      what: `${service} answered ${status}${wait}`,
      maybeCharged: GAVE_UP.includes(status),
      passing: true,
    };
  }
  if (status === 401 || status === 403 || BadKey.safeParse(body).success) {
    return { ...refused, what: `${service} refused the key in ${keyVariable} (${status})` };
  }
  if (status === 404)
    return { ...refused, what: `${service} does not know the model ${name}, or its base URL is wrong (404)` };
  if (status < 400)
    return { ...refused, what: `${service} redirected the request, so its base URL is wrong (${status})` };
  return { ...refused, what: `${service} refused the request (${status})` };
}

/** Google answers 400, not 401, to a wrong key. */
const BadKey = z.object({
  error: z.object({ details: z.array(z.unknown()).refine((details) => details.some(isBadKeyDetail)) }),
});

function isBadKeyDetail(detail: unknown): boolean {
  return z.object({ reason: z.literal('API_KEY_INVALID') }).safeParse(detail).success;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
