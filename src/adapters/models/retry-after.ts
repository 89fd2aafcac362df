import { z } from 'zod';

/** How long a provider asks to wait, in milliseconds; null when it does not say. */
export function retryAfterMs(headers: Headers, body: unknown, now: number): number | null {
  return fromMilliseconds(headers) ?? fromHeader(headers.get('retry-after'), now) ?? fromRetryInfo(body);
}

function fromMilliseconds(headers: Headers): number | null {
  const text = headers.get('retry-after-ms');
  return text !== null && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}

/** RFC 9110 §10.2.3: seconds or an HTTP date. */
function fromHeader(text: string | null, now: number): number | null {
  if (text === null) return null;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const RetryInfo = z.object({
  '@type': z.literal('type.googleapis.com/google.rpc.RetryInfo'),
  retryDelay: z.string().regex(/^\d+(\.\d+)?s$/),
});

const GoogleError = z.object({ error: z.object({ details: z.array(z.unknown()) }) });

/** Gemini says it in the body of a 429: `{"@type": "…google.rpc.RetryInfo", "retryDelay": "34.5s"}`. */
function fromRetryInfo(body: unknown): number | null {
  const error = GoogleError.safeParse(body);
  if (!error.success) return null;
  const delays = error.data.error.details.flatMap((detail) => {
    const info = RetryInfo.safeParse(detail);
    return info.success ? [Number.parseFloat(info.data.retryDelay) * 1_000] : [];
  });
  return delays.length === 0 ? null : Math.max(...delays);
}
