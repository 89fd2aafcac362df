import type pg from 'pg';
import { z } from 'zod';
import { namePull, type PullRef } from '../../../change/pull-request.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { isConnectionFailure } from '../failure-code.ts';
import { databaseAway } from '../patience.ts';

/** Runs work while nobody else does so for the same pull request. */
export type PullLock = <T>(pull: PullRef, work: () => Promise<T>) => Promise<T>;

/**
 * Locks by the session of one connection, so that the lock ends with the process that holds it. Those who wait in the
 * same process wait in a queue and take no connection. Work that asks for its own lock again waits for ever.
 */
export function openPullLock(locks: pg.Pool): PullLock {
  const queues = new Map<string, Promise<unknown>>();
  return (pull, work) => {
    const name = `pull ${pull.repository.id}#${pull.number}`;
    const before = queues.get(name) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => underLock(locks, { name, pull, work }));
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (queues.get(name) === settled) queues.delete(name);
      });
    queues.set(name, settled);
    return turn;
  };
}

interface Turn<T> {
  readonly name: string;
  readonly pull: PullRef;
  readonly work: () => Promise<T>;
}

/** A lock that broke under the work is an error even when the work went well: another one may have worked beside it. */
async function underLock<T>(locks: pg.Pool, { name, pull, work }: Turn<T>): Promise<T> {
  const client = await locks.connect().catch(orAway);
  let held = false;
  try {
    await client.query(KEEPALIVES).catch(orAway);
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]).catch(orAway);
    held = true;
    const result = await work();
    held = !(await unlock(client, name));
    if (held) throw lockLost(pull);
    return result;
  } finally {
    client.release(held);
  }
}

/** So that a database which no longer hears us frees our lock after half a minute instead of hours. */
const KEEPALIVES = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

function orAway(error: unknown): never {
  throw isConnectionFailure(error) ? databaseAway(error) : error;
}

const Unlocked = z.object({ unlocked: z.boolean() });

async function unlock(client: pg.PoolClient, name: string): Promise<boolean> {
  try {
    const { rows } = await client.query('select pg_advisory_unlock(hashtextextended($1, 0)) as unlocked', [name]);
    return Unlocked.parse(rows[0]).unlocked;
  } catch {
    return false;
  }
}

function lockLost(pull: PullRef): AppError {
  return new AppError('outside-failed', `the lock on ${namePull(pull)} was lost while work was done under it`, {
    advice: 'The connection to the database broke; the work can be repeated.',
    passing: true,
  });
}
