import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { isConnectionFailure } from './failure-code.ts';

/** How long a database may be away before work on it fails. */
export interface Patience {
  readonly longestMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

const USUAL: Patience = { longestMs: 300_000, firstPauseMs: 100, longestPauseMs: 2_000 };

/**
 * The same records, of which every act waits for the database to come back and is then repeated; all of them may be.
 * Acts that are not to be repeated as a whole are named.
 */
export function patiently<Records extends object>(
  records: Records,
  except: readonly (keyof Records)[] = [],
  patience: Patience = USUAL,
): Records {
  return new Proxy(records, {
    get: (target, name: string & keyof Records) => {
      const act: unknown = target[name];
      if (typeof act !== 'function' || except.includes(name)) return act;
      return (...given: unknown[]) => persist(async () => Reflect.apply(act, target, given), patience);
    },
  });
}

async function persist(work: () => Promise<unknown>, patience: Patience): Promise<unknown> {
  const until = Date.now() + patience.longestMs;
  for (let pause = patience.firstPauseMs; ; pause = Math.min(pause * 2, patience.longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionFailure(error)) throw error;
      if (Date.now() + pause > until) throw databaseAway(error);
      await sleep(pause);
    }
  }
}

/** The error of a database that is away; it may come back by itself. */
export function databaseAway(cause: unknown): AppError {
  return new AppError('outside-failed', `the database does not answer: ${messageOf(cause)}`, { passing: true, cause });
}
