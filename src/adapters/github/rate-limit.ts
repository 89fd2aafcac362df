import type { RequestError } from 'octokit';

/** How long GitHub asks to wait when it refuses for its secondary limit without naming a time. */
const UNNAMED_WAIT_MS = 60_000;

/** How long a limit of requests asks to wait, in milliseconds; null when the failure is none. */
export function waitAskedFor({ status, message, response }: RequestError, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const headers = response?.headers ?? {};
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return after * 1_000;
  // The clock of the limit counts whole seconds, so that one more makes sure it has passed.
  if (headers['x-ratelimit-remaining'] === '0')
    return Math.max(0, Number(headers['x-ratelimit-reset']) * 1_000 - now) + 1_000;
  return status === 429 || /secondary rate|abuse detection/i.test(message) ? UNNAMED_WAIT_MS : null;
}
