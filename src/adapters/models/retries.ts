import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from './failure.ts';

/** The clock and the patience of the adapter, so that a test need not wait. */
export interface Time {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** The time of this machine. */
export const REAL_TIME: Time = { now: Date.now, wait: (milliseconds) => sleep(milliseconds) };

/** What decides whether a further try follows on one. */
export type Tried = { readonly kind: 'answered' } | Pick<Failure, 'kind' | 'passing' | 'maybeCharged' | 'retryAfterMs'>;

const BACKOFF_MS = [1_000, 2_000] as const;
const LONGEST_WAIT_MS = 20_000;

/** Tries until there is an answer or nothing to wait for; returns every try, of which the last one counts. */
export async function tryAgain<T extends Tried>(attempt: () => Promise<T>, time: Time): Promise<readonly [T, ...T[]]> {
  const first = await attempt();
  const tries: [T, ...T[]] = [first];
  for (let last = first; ; ) {
    const pause = pauseAfter(last, tries.length);
    if (pause === null) return tries;
    await time.wait(pause);
    last = await attempt();
    tries.push(last);
  }
}

/**
 * Null when there is nothing to wait for: an answer, a lasting failure, the last try, a wait longer than we take, or a
 * try that may have been charged, since the next one needs a reservation of its own.
 */
function pauseAfter(last: Tried, tries: number): number | null {
  const backoff = BACKOFF_MS[tries - 1];
  if (last.kind === 'answered' || !last.passing || last.maybeCharged || backoff === undefined) return null;
  const asked = last.retryAfterMs ?? 0;
  if (asked > LONGEST_WAIT_MS) return null;
  return asked > 0 ? asked : backoff;
}
