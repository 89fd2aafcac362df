import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { openConnections } from './database.ts';
import { openDatabase } from './embedded.ts';
import { failureCodeOf } from './failure-code.ts';
import { SCHEMA, STEPS } from './migrations/steps.ts';
import { addressOfDelivered, type DatabasePlace, readDatabaseStanding } from './standing.ts';

/** The records of an installation, which can only be read. */
export interface ReadableRecords {
  readonly db: Kysely<unknown>;
  /** Where they are, for people; holds no password. */
  readonly place: string;
}

/**
 * Reads from the database of an installation. The delivered one is started for that when it does not run, and stopped
 * again unless somebody else has come to use it; beside a running app the work is one more guest. Nothing is made or
 * changed: a database that is not there, is empty or is of another program is an AppError.
 */
export async function withRecords<T>(place: DatabasePlace, work: (records: ReadableRecords) => Promise<T>): Promise<T> {
  const opened = await open(place);
  try {
    return await opened.db
      .transaction()
      .setAccessMode('read only')
      .execute(async (db) => {
        await checkTables(db, opened.place);
        return work({ db, place: opened.place });
      });
  } catch (cause) {
    if (failureCodeOf(cause) !== '42501') throw cause;
    throw new AppError('bad-config', 'the database does not let this user look at the tables', {
      where: opened.place,
      advice: `As their owner: grant usage on schema ${SCHEMA} and select on all tables in it to the user.`,
    });
  } finally {
    await opened.close();
  }
}

interface Opened extends ReadableRecords {
  readonly close: () => Promise<void>;
}

async function open({ home, url }: DatabasePlace): Promise<Opened> {
  const standing = await readDatabaseStanding({ home, url });
  if (standing.kind === 'not-made') {
    throw new AppError('bad-input', 'there is no database: the app was never started here', {
      where: standing.place,
      expected: 'the database of an installation, in CONCLAVE_HOME or at DATABASE_URL',
      advice: 'Name where the app keeps its own, or count session files: conclave report quality --sessions DIR',
    });
  }
  if (standing.kind === 'running') {
    const { ledger, end } = openConnections(url ?? (await addressOfDelivered(home)), 'conclave report');
    return { db: ledger, place: standing.place, close: end };
  }
  const database = await openDatabase({ home, url: null });
  return { db: database.ledger, place: database.place, close: () => database.stop() };
}

const Table = z.object({ is_there: z.boolean() });
const Step = z.object({ name: z.string() });

/** Older tables lack what is asked for, newer ones may mean something else. */
async function checkTables(db: Kysely<unknown>, place: string): Promise<void> {
  const found = await sql`select exists (select 1 from pg_class where relname = 'kysely_migration'
    and relnamespace = (select oid from pg_namespace where nspname = ${SCHEMA})) as is_there`.execute(db);
  if (!Table.parse(found.rows[0]).is_there) {
    throw new AppError('bad-input', 'there are no tables of Conclave in this database', {
      where: place,
      expected: 'the database of an app that was started at least once',
      advice: 'Name the one that the app uses: DATABASE_URL or CONCLAVE_HOME.',
    });
  }
  const { rows } = await sql`select name from ${sql.id(SCHEMA, 'kysely_migration')}`.execute(db);
  const applied = rows.map((row) => Step.parse(row).name);
  const missing = Object.keys(STEPS).filter((name) => !applied.includes(name));
  const unknown = applied.filter((name) => STEPS[name] === undefined);
  if (missing.length === 0 && unknown.length === 0) return;
  throw new AppError(
    'bad-config',
    unknown.length > 0 ? 'the database is newer than this program' : 'the tables are those of an older program',
    {
      where: place,
      expected:
        unknown.length > 0 ? `no step after ${Object.keys(STEPS).at(-1) ?? ''}` : `the steps ${missing.join(', ')} too`,
      advice:
        unknown.length > 0
          ? 'Use the program of the version that the app has.'
          : 'Start the app of this version once; it brings them up to date.',
    },
  );
}
