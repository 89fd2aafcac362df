/** What goes wrong with a call, as a test orders it. */
export type Failure =
  | { readonly status: number; readonly message?: string }
  /** GitHub's secondary limit: 403 with `retry-after`. */
  | { readonly secondaryRateLimit: number }
  /** The hourly limit is spent: 403 with no calls remaining until then. */
  | { readonly primaryRateLimit: { readonly resetAt: Date } }
  | { readonly slowMs: number }
  /** The connection breaks before anything is done, or amid the answer's body. */
  | { readonly cut: 'request' | 'body' }
  /** The call is carried out, and then the connection breaks without an answer. */
  | { readonly acceptedButNoAnswer: true };

/** A call as a matcher sees it. */
export interface MatchedCall {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The operation's key, e.g. `POST /repos/{owner}/{repo}/check-runs`. */
  readonly operation: string;
  readonly body: unknown;
}

/** Which calls fail: by the operation's key, by `METHOD /path`, or by a question. */
export type CallMatcher = string | RegExp | ((call: MatchedCall) => boolean);

/** Failures that still wait for their calls. */
export interface Failures {
  /** Lets the next calls that match fail, once unless told otherwise. */
  readonly order: (matcher: CallMatcher, failure: Failure, times?: number) => void;
  /** The failure of a call, which is used up by it. */
  readonly take: (call: MatchedCall) => Failure | undefined;
  /** Orders that no call has used up. */
  readonly waiting: () => number;
}

/** Keeps the ordered failures; the oldest order that matches is taken. */
export function makeFailures(): Failures {
  const orders: { readonly matcher: CallMatcher; readonly failure: Failure; left: number }[] = [];
  return {
    order: (matcher, failure, times = 1) => {
      orders.push({ matcher, failure, left: times });
    },
    take: (call) => {
      const found = orders.find(({ matcher, left }) => left > 0 && matches(matcher, call));
      if (found !== undefined) found.left -= 1;
      return found?.failure;
    },
    waiting: () => orders.filter(({ left }) => left > 0 && Number.isFinite(left)).length,
  };
}

/** The answer of a failure that answers. */
export interface FailedAnswer {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What GitHub says when it fails so; null for a failure that does not answer by itself. */
export function failedAnswer(failure: Failure): FailedAnswer | null {
  if ('secondaryRateLimit' in failure) {
    const headers = { 'retry-after': String(failure.secondaryRateLimit) };
    return { status: 403, message: SECONDARY, headers };
  }
  if ('primaryRateLimit' in failure) {
    const reset = Math.ceil(failure.primaryRateLimit.resetAt.getTime() / 1000);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-used': '5000', 'x-ratelimit-reset': String(reset) };
    return { status: 403, message: PRIMARY, headers };
  }
  if ('status' in failure)
    return {
      status: failure.status,
      message: failure.message ?? MESSAGES[failure.status] ?? 'Server Error',
      headers: {},
    };
  return null;
}

const SECONDARY =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
const PRIMARY =
  'API rate limit exceeded for installation. If you reach out to GitHub Support for help, please include the request ID.';
const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by integration',
  404: 'Not Found',
  410: 'This issue was deleted',
  422: 'Validation Failed',
};

function matches(matcher: CallMatcher, call: MatchedCall): boolean {
  if (typeof matcher === 'string') return matcher === call.operation || matcher === `${call.method} ${call.path}`;
  if (matcher instanceof RegExp) return matcher.test(`${call.method} ${call.path}`);
  return matcher(call);
}
