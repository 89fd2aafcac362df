import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openFacts } from '../src/adapters/postgres/facts.ts';
import { messageOf } from '../src/kernel/app-error.ts';
import type { Log } from './log.ts';

const ROUND_MS = 2_000;

/** Asks the database for a sign of life from time to time, and starts the delivered one again when it has died. */
export function watchDatabase(database: Database, log: Log): { end(): void } {
  const ended = new AbortController();
  void watch(database, log, ended.signal);
  return { end: () => ended.abort() };
}

async function watch(database: Database, log: Log, signal: AbortSignal): Promise<void> {
  const facts = openFacts(database, Date.now);
  let away = false;
  while (!signal.aborted) {
    await sleep(ROUND_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await facts.ping();
      if (away) log.info('the database is back');
      away = false;
    } catch (error) {
      if (!away) log.warn({ reason: messageOf(error) }, 'the database does not answer; work waits for it');
      away = true;
      await database
        .revive()
        .catch((failure: unknown) =>
          log.error({ reason: messageOf(failure) }, 'the database could not be started again'),
        );
    }
  }
}
