import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../src/kernel/app-error.ts';

const LONGEST_MS = 30_000;
const PAUSE_MS = 10;

/** Asks again and again until there is an answer; what does not come in time, or was given up, is an error. */
export async function awaitSight<T>(what: string, look: () => T | null | undefined, signal: AbortSignal): Promise<T> {
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until) {
    signal.throwIfAborted();
    const seen = look();
    if (seen !== null && seen !== undefined) return seen;
    await sleep(PAUSE_MS);
  }
  throw new AppError('broken', `${what} did not come within ${LONGEST_MS / 1000} seconds`);
}
