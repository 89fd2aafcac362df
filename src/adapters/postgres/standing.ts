import { access, constants, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import type { DatabaseStanding } from '../../ports/installation.ts';
import { failureCodeOf } from './failure-code.ts';
import { SCHEMA, STEPS } from './migrations/steps.ts';
import { folderFailure, unusableFolder } from './server/folder-failure.ts';
import { findPostmaster } from './server/postmaster.ts';
import { readServerRecord } from './server/server-record.ts';

/** The oldest PostgreSQL that is supported. */
const OLDEST = 14;
const PATIENCE_MS = 5_000;

/** Where the database of an installation is. */
export interface DatabasePlace {
  /** The folder of Conclave's own things. */
  readonly home: string;
  /** The address of a PostgreSQL of the user's own; null for the delivered one. */
  readonly url: string | null;
}

/** Finds out how a database is; starts nothing and changes nothing. What stands in the way is an AppError. */
export async function readDatabaseStanding({ home, url }: DatabasePlace): Promise<DatabaseStanding> {
  if (url === null) return readDelivered(resolve(home));
  return askServer({ url, place: placeOf(url), mend: 'Correct user, password and database in its address.' });
}

async function readDelivered(home: string): Promise<DatabaseStanding> {
  const place = join(home, 'postgres');
  const version = await readVersion(place);
  if (version === null) {
    await checkUsable(home);
    return { kind: 'not-made', place };
  }
  const found = await findPostmaster(place);
  if (found.kind !== 'alive') return { kind: 'stopped', place, version, cutOff: found.kind === 'stale' };
  if (!found.ready) return { kind: 'starting', place };
  return askServer({
    url: await addressAt(home, found.port),
    place,
    mend: `Put ${home}/postgres.json back as it was made together with the folder, or start the server with npm start.`,
  });
}

/** The address of the delivered server of a home, which runs; holds its password, never to be shown. */
export async function addressOfDelivered(home: string): Promise<string> {
  const place = join(resolve(home), 'postgres');
  const found = await findPostmaster(place);
  if (found.kind === 'alive') return addressAt(resolve(home), found.port);
  throw new AppError('outside-failed', 'the database has stopped in this moment', { where: place, passing: true });
}

async function addressAt(home: string, port: number): Promise<string> {
  const record = await readServerRecord(home);
  if (record !== null) return `postgres://conclave:${record.password}@127.0.0.1:${port}/conclave`;
  throw unusableFolder(join(home, 'postgres'), `it is running, and ${home}/postgres.json with its password is gone`);
}

/** The version that made a data folder; null when nothing was made there. */
async function readVersion(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (failureCodeOf(cause) === 'ENOENT') return [];
    throw folderFailure(folder, cause);
  });
  if (names.length === 0) return null;
  const text = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch((cause: unknown) => {
    if (failureCodeOf(cause) === 'ENOENT') throw unusableFolder(folder, 'there are files in it that are no database');
    throw folderFailure(folder, cause);
  });
  return text.trim();
}

/** Whether the home, or the nearest folder above it that is there, is one in which we may write. */
async function checkUsable(home: string): Promise<void> {
  for (let folder = home; ; folder = dirname(folder)) {
    const found = await stat(folder).catch((cause: unknown) => {
      if (failureCodeOf(cause) === 'ENOENT') return null;
      throw folderFailure(home, cause);
    });
    if (found === null) continue;
    if (!found.isDirectory()) throw unusableFolder(home, `a file stands in the way: ${folder}`);
    return access(folder, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
      throw folderFailure(home, cause);
    });
  }
}

function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get('host') || 'localhost'}${pathname}`;
}

const Standing = z.object({ version: z.int(), may_create: z.boolean(), has_tables: z.boolean() });
const Step = z.object({ name: z.string() });

const QUESTION = `
  select current_setting('server_version_num')::integer as version,
    coalesce(
      (select has_schema_privilege(oid, 'create') and has_schema_privilege(oid, 'usage')
         from pg_namespace where nspname = '${SCHEMA}'),
      has_database_privilege(current_database(), 'create')) as may_create,
    exists (select 1 from pg_class where relname = 'kysely_migration'
      and relnamespace = (select oid from pg_namespace where nspname = '${SCHEMA}')) as has_tables`;

interface Server {
  /** With its password; never to be shown. */
  readonly url: string;
  readonly place: string;
  /** What to do when it refuses us. */
  readonly mend: string;
}

async function askServer(server: Server): Promise<DatabaseStanding> {
  const { url, place } = server;
  const client = new pg.Client({
    connectionString: url,
    application_name: 'conclave doctor',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('set default_transaction_read_only = on');
    const { version, may_create, has_tables } = Standing.parse((await client.query(QUESTION)).rows[0]);
    const applied = has_tables && may_create ? await readApplied(client) : [];
    const facts = { version: Math.floor(version / 10_000), oldestVersion: OLDEST, mayCreate: may_create };
    return { kind: 'running', place, ...facts, applied, known: Object.keys(STEPS) };
  } catch (cause) {
    throw cannotAsk(cause, server);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readApplied(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query(`select name from ${SCHEMA}.kysely_migration order by name`);
  return rows.map((row) => Step.parse(row).name);
}

const WRONG: Readonly<Record<string, string>> = {
  '28P01': 'the database refuses this user or password',
  '28000': 'the database refuses this user',
  '3D000': 'there is no such database on the server',
  '42501': 'the database does not let this user look at the tables',
};

/** Without its cause, since what a driver throws may hold the address. */
function cannotAsk(cause: unknown, { place, mend }: Server): AppError {
  const code = failureCodeOf(cause);
  const wrong = WRONG[code];
  if (wrong !== undefined) return new AppError('bad-config', wrong, { where: place, advice: mend });
  return new AppError('outside-failed', `the database cannot be reached: ${messageOf(cause) || code}`, {
    where: place,
    advice: 'Check that it runs and that its address is right.',
    passing: true,
  });
}
