import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openFacts } from '../src/adapters/postgres/facts.ts';
import { messageOf } from '../src/kernel/app-error.ts';
import type { Log } from './log.ts';

const ROUND_MS = 2_000;

/** A watch that goes on until it is ended; after that it starts no server any more. */
export interface DatabaseWatch {
  end(): Promise<void>;
}

/** Asks the database for a sign of life from time to time, and starts the delivered one again when it has died. */
export function watchDatabase(database: Database, log: Log, roundMs = ROUND_MS): DatabaseWatch {
  const ended = new AbortController();
  let reviving: Promise<void> = Promise.resolve();
  const revive = (): Promise<void> => {
    reviving = database
      .revive()
      .catch((failure: unknown) =>
        log.error({ reason: messageOf(failure) }, 'the database could not be started again'),
      );
    return reviving;
  };
  void watch({ database, log, roundMs, revive, signal: ended.signal });
  return {
    end: async () => {
      ended.abort();
      await reviving;
    },
  };
}

interface Watching {
  readonly database: Database;
  readonly log: Log;
  readonly roundMs: number;
  readonly revive: () => Promise<void>;
  readonly signal: AbortSignal;
}

async function watch({ database, log, roundMs, revive, signal }: Watching): Promise<void> {
  const facts = openFacts(database, Date.now);
  let away = false;
  while (!signal.aborted) {
    await sleep(roundMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await facts.ping();
      if (away) log.info('the database is back');
      away = false;
    } catch (error) {
      // The connections may have been closed since, on purpose.
      if (signal.aborted) return;
      if (!away) log.warn({ reason: messageOf(error) }, 'the database does not answer; work waits for it');
      away = true;
      await revive();
    }
  }
}
