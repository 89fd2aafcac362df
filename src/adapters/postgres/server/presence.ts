import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** That this process uses a server of ours, seen by every other process that does. */
export interface Presence {
  /** Whether the connection that shows it is gone. */
  isLost(): boolean;
  /** Leaves; when nobody else uses the server, runs the work before anybody can come. */
  leave(whenLast: () => Promise<void>): Promise<void>;
}

/** The lock everyone holds together while they use the server, in the database in which nobody works. */
const LOCK = '7000, 1';
const ADIEU_MS = 2_000;
const PAUSE_MS = 100;
const OTHERS = `select wait_event = 'advisory' as enters from pg_stat_activity
  where backend_type = 'client backend' and application_name <> $1`;

/** Enters a server; waits while another one is about to stop it, and then fails as the connection does. */
export async function enterServer(url: string, name: string): Promise<Presence> {
  const client = new pg.Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 15_000 });
  let broken = false;
  for (const event of ['error', 'end'] as const) {
    client.on(event, () => {
      broken = true;
    });
  }
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock_shared(${LOCK})`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    isLost: () => broken,
    leave: async (whenLast) => {
      try {
        if (!broken && (await isLast(client, name))) await whenLast();
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

/** Nobody else is present, and every other connection is gone, for which those just closed get a moment. */
async function isLast(client: pg.Client, name: string): Promise<boolean> {
  await client.query(`select pg_advisory_unlock_shared(${LOCK})`);
  const { rows } = await client.query(`select pg_try_advisory_lock(${LOCK}) as alone`);
  if (rows[0]?.alone !== true) return false;
  for (let waited = 0; waited <= ADIEU_MS; waited += PAUSE_MS) {
    const others = await client.query(OTHERS, [name]);
    if (others.rows.length === 0) return true;
    if (others.rows.some(({ enters }) => enters === true)) break;
    await sleep(PAUSE_MS);
  }
  await client.query(`select pg_advisory_unlock(${LOCK})`);
  return false;
}
