/** What went over the wire in one try, kept because a provider package throws away most of it when it fails. */
export interface Exchange {
  /** A fetch that records; redirects are not followed, since a key would travel with them. */
  readonly fetch: typeof globalThis.fetch;
  /** The state after the last request. */
  seen(): Seen;
}

/** What went over the wire during one try. */
export interface Seen {
  readonly requests: number;
  /** Null when no answer began. */
  readonly status: number | null;
  readonly headers: Headers;
  /** Null when no answer arrived whole. */
  readonly body: string | null;
  readonly timedOut: boolean;
}

/** The HTTP statuses whose answer may not have a body. */
const BODILESS = [204, 205, 304];

/** Opens the record of one try; its time runs from the first request, so that loading packages costs none of it. */
export function openExchange(timeoutMs: number): Exchange {
  let until: number | undefined;
  let timedOut = false;
  let seen: Omit<Seen, 'timedOut'> = { requests: 0, status: null, headers: new Headers(), body: null };
  return {
    seen: () => ({ ...seen, timedOut }),
    fetch: async (input, init) => {
      until ??= performance.now() + timeoutMs;
      const over = new AbortController();
      // A timer that outlives its request would keep alive all that was at hand when it was made.
      const timer = setTimeout(() => {
        timedOut = true;
        over.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
      }, until - performance.now());
      try {
        seen = { requests: seen.requests + 1, status: null, headers: new Headers(), body: null };
        const response = await globalThis.fetch(input, { ...init, signal: over.signal, redirect: 'manual' });
        seen = { ...seen, status: response.status, headers: response.headers };
        const body = await response.text();
        seen = { ...seen, body };
        const { status, statusText, headers } = response;
        return new Response(BODILESS.includes(status) ? null : body, { status, statusText, headers });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
