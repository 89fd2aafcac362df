import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { AppError, type ErrorCode, messageOf } from '../../kernel/app-error.ts';
import { failureCodeOf } from './failure-code.ts';

const OLDEST = 14;
const PATIENCE_MS = 10_000;
const PAUSE_MS = 500;

const Standing = z.object({ version: z.int(), database: z.string(), may_create: z.boolean() });

/**
 * Checks a PostgreSQL of the user's own: reachable (one that is starting gets ten seconds), new enough, and we may
 * make our schema in it. Returns where it is, without the password, which no error holds either.
 */
export async function checkForeignServer(url: string): Promise<string> {
  const place = placeOf(url);
  const { version, database, may_create } = await readStanding(url, place);
  if (Math.floor(version / 10_000) < OLDEST) {
    throw refused('bad-config', `this is PostgreSQL ${Math.floor(version / 10_000)}`, {
      where: place,
      expected: `PostgreSQL ${OLDEST} or newer`,
    });
  }
  if (!may_create) {
    throw refused('bad-config', 'the user may not make a schema in this database', {
      where: place,
      expected: 'a user that owns the database, or may create in it',
      advice: `As its owner: grant create on database "${database}" to the user.`,
    });
  }
  return place;
}

function placeOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw refused('bad-config', 'the address of the database cannot be read', {
      expected:
        'postgres://user:password@host:5432/database, special characters of the password written as %40 and so on',
    });
  }
  const host = parsed.host || parsed.searchParams.get('host') || 'localhost';
  return `${host}${parsed.pathname}`;
}

async function readStanding(url: string, place: string): Promise<z.infer<typeof Standing>> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    try {
      return await askStanding(url);
    } catch (error) {
      const code = failureCodeOf(error);
      const mayCome = ['ECONNREFUSED', '57P03'].includes(code) && Date.now() + PAUSE_MS < until;
      if (!mayCome) throw unreachable(place, code, messageOf(error));
    }
  }
}

async function askStanding(url: string): Promise<z.infer<typeof Standing>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(`
      select current_setting('server_version_num')::integer as version, current_database() as database,
        coalesce(
          (select has_schema_privilege(oid, 'create') and has_schema_privilege(oid, 'usage')
             from pg_namespace where nspname = 'conclave'),
          has_database_privilege(current_database(), 'create')) as may_create`);
    return Standing.parse(rows[0]);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const WRONG: Readonly<Record<string, string>> = {
  '28P01': 'the database refuses this user or password',
  '28000': 'the database refuses this user',
  '3D000': 'there is no such database on the server',
};

/** Without its cause, since what a driver throws may hold the address. */
function unreachable(place: string, code: string, message: string): AppError {
  const wrong = WRONG[code];
  if (wrong !== undefined) return refused('bad-config', wrong, { where: place });
  return refused('outside-failed', `the database cannot be reached: ${message || code}`, {
    where: place,
    advice: 'Check that it runs and that its address is right.',
    passing: true,
  });
}

function refused(code: ErrorCode, what: string, facts: AppError['facts']): AppError {
  return new AppError(code, what, facts);
}
