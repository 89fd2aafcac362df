import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type pg from 'pg';
import { z } from 'zod';
import { AppError, messageOf } from '../../../kernel/app-error.ts';
import type { Database } from '../database.ts';
import { SCHEMA, STEPS } from './steps.ts';

/** Holds back every other program that would migrate the same database. */
const LOCK = '7000, 2';

const sqlOf = (statements: string): Migration => ({
  up: async (db) => {
    await sql.raw(statements).execute(db);
  },
});

const migrations = Object.fromEntries(Object.entries(STEPS).map(([name, statements]) => [name, sqlOf(statements)]));

/** Brings the tables up to date, once, however many programs ask for it; refuses a database that is newer than we. */
export async function migrate({ ledger, locks, place }: Pick<Database, 'ledger' | 'locks' | 'place'>): Promise<void> {
  const lock = await locks.connect();
  let broken = true;
  try {
    await lock.query(`select pg_advisory_lock(${LOCK})`);
    refuseNewer(await readApplied(lock), place);
    const migrator = new Migrator({
      db: ledger,
      provider: { getMigrations: async () => migrations },
      migrationTableSchema: SCHEMA,
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw failed(error, place);
    await lock.query(`select pg_advisory_unlock(${LOCK})`);
    broken = false;
  } finally {
    lock.release(broken);
  }
}

const Table = z.object({ is_there: z.boolean() });
const Step = z.object({ name: z.string() });

async function readApplied(client: pg.PoolClient): Promise<readonly string[]> {
  const table = `${SCHEMA}.kysely_migration`;
  const found = await client.query('select to_regclass($1) is not null as is_there', [table]);
  if (!Table.parse(found.rows[0]).is_there) return [];
  const { rows } = await client.query(`select name from ${table}`);
  return rows.map((row) => Step.parse(row).name);
}

function refuseNewer(applied: readonly string[], place: string): void {
  const unknown = applied.filter((name) => STEPS[name] === undefined);
  if (unknown.length === 0) return;
  throw new AppError('bad-config', 'the database is newer than this program', {
    where: place,
    expected: `no step after ${Object.keys(STEPS).at(-1) ?? ''}, found ${unknown.join(', ')}`,
    advice: 'Start the newer program; an older one would not understand what it wrote.',
  });
}

function failed(cause: unknown, place: string): AppError {
  return new AppError('broken', `the tables could not be brought up to date: ${messageOf(cause)}`, {
    where: place,
    advice: 'Nothing was changed by the step that failed.',
    cause,
  });
}
