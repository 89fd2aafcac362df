/** Tokens as a provider bills them; output includes reasoning. */
export interface FakeUsage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
}

export interface AnswerReply {
  readonly kind: 'answer';
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'safety' | 'other';
  /** What is left out is counted from the texts; null sends no usage at all, where the format allows it. */
  readonly usage: Partial<FakeUsage> | null;
  /** Only LiteLLM states a price; a string is sent as it stands. */
  readonly costUsd?: number | string;
  readonly delayMs?: number;
}

export interface StatusReply {
  readonly kind: 'status';
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Gemini's wait in the body of the error, e.g. `34.5s`. */
  readonly retryDelay?: string;
  readonly delayMs?: number;
}

/** What a fake service does with one request. */
export type Reply =
  | AnswerReply
  | StatusReply
  | { readonly kind: 'prompt-block'; readonly reason: string; readonly delayMs?: number }
  | { readonly kind: 'no-candidates'; readonly delayMs?: number }
  | { readonly kind: 'raw'; readonly contentType: string; readonly body: string; readonly delayMs?: number }
  | { readonly kind: 'cut'; readonly at: 'request' | 'body'; readonly delayMs?: number }
  | { readonly kind: 'silence'; readonly delayMs?: number };

type AnswerOptions = Partial<Omit<AnswerReply, 'kind' | 'text'>>;

/** A finished answer; a string goes out as it is, anything else as JSON. */
export function answer(content: unknown, options: AnswerOptions = {}): Reply {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { kind: 'answer', text, finish: 'stop', usage: {}, ...options };
}

/** An answer that ended at its output limit. */
export function truncated(content: unknown, options: AnswerOptions = {}): Reply {
  return answer(content, { finish: 'length', ...options });
}

/** An answer that the provider stopped for safety, with what was written until then. */
export function safetyStop(text = ''): Reply {
  return answer(text, { finish: 'safety' });
}

/** A refusal of the prompt itself, as Gemini gives it; elsewhere a stop by the content filter. */
export function promptBlock(reason = 'PROHIBITED_CONTENT'): Reply {
  return { kind: 'prompt-block', reason };
}

export function noCandidates(): Reply {
  return { kind: 'no-candidates' };
}

/** An error status with the provider's error body. */
export function status(
  code: number,
  message = `fake error ${code}`,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { kind: 'status', status: code, message, headers };
}

/** A 429 with `retry-after` in seconds or as an HTTP date; without one when null. */
export function rateLimit(retryAfter: number | string | null): Reply {
  return status(429, 'Requests rate limit exceeded', retryAfter === null ? {} : { 'retry-after': String(retryAfter) });
}

/** A 429 that says its wait in the body only, as Gemini does. */
export function rateLimitWithRetryInfo(retryDelay: string): Reply {
  return { kind: 'status', status: 429, message: 'Resource has been exhausted', headers: {}, retryDelay };
}

/** A page of HTML with status 200, as a captive portal or a wrong base URL gives it. */
export function htmlPage(): Reply {
  return { kind: 'raw', contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Sign in</title>' };
}

/** A connection that breaks before the answer begins, or amid its body. */
export function cutConnection(at: 'request' | 'body' = 'request'): Reply {
  return { kind: 'cut', at };
}

/** A service that takes the request and says nothing. */
export function silence(): Reply {
  return { kind: 'silence' };
}

/** The same reply after a pause, in place of the service's usual delay. */
export function after(delayMs: number, reply: Reply): Reply {
  return { ...reply, delayMs };
}

/** One reply for each call, in order; a further call is unexpected and becomes a violation. */
export function inTurn(...replies: readonly Reply[]): () => Reply {
  const left = [...replies];
  return () => {
    const next = left.shift();
    if (next === undefined) throw new Error(`a call nobody expected, after ${replies.length}`);
    return next;
  };
}
