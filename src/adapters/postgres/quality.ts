import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { LedgerState } from '../../committee/ledger/entry.ts';
import type { FindingGroup } from '../../committee/ledger/quality.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { QualityReading, QualityRecords, QualityWish } from '../../ports/quality.ts';
import { type ReadableRecords, withRecords } from './readable-records.ts';
import type { DatabasePlace } from './standing.ts';

/** The findings of an installation, whether its app runs or not; nothing is changed. */
export function openQualityRecords(place: DatabasePlace): QualityRecords {
  return { read: (wish) => withRecords(place, (records) => readQuality(records, wish)) };
}

const Group = z.object({
  rule: z.string().nullable(),
  skills: z.array(z.string()),
  state: LedgerState,
  count: z.int(),
});
const Count = z.object({ count: z.int() });

async function readQuality({ db, place }: ReadableRecords, wish: QualityWish): Promise<QualityReading> {
  const ids = wish.repository === null ? null : await findRepository(db, wish.repository, place);
  const of = sql`(${ids}::bigint[] is null or repository_id = any(${ids}::bigint[]))`;
  const from = wish.since === null ? null : `${wish.since}T00:00:00.000Z`;
  const { rows } = await sql`select rule, skills, state, count(*) as count from conclave.findings
    where ${of} and (${from}::timestamptz is null or raised_at >= ${from}::timestamptz)
    group by rule, skills, state`.execute(db);
  const sessions = await sql`select count(*) as count from conclave.sessions
    where ${of} and (${from}::timestamptz is null or created_at >= ${from}::timestamptz)`.execute(db);
  const groups: readonly FindingGroup[] = rows.map((row) => Group.parse(row));
  return { place, sessions: Count.parse(sessions.rows[0]).count, groups, unread: [] };
}

const Repository = z.object({ id: z.int(), full_name: z.string(), is_wanted: z.boolean() });
const MOST_NAMES = 10;

/** GitHub takes names in any case; one that was given to another repository later may belong to several. */
async function findRepository(
  db: Kysely<unknown>,
  { owner, name }: NonNullable<QualityWish['repository']>,
  place: string,
): Promise<readonly number[]> {
  const { rows } = await sql`select id, owner || '/' || name as full_name,
      lower(owner) = lower(${owner}) and lower(name) = lower(${name}) as is_wanted
    from conclave.repositories order by full_name`.execute(db);
  const known = rows.map((row) => Repository.parse(row));
  const wanted = known.filter(({ is_wanted }) => is_wanted);
  if (wanted.length > 0) return wanted.map(({ id }) => id);
  const names = known.slice(0, MOST_NAMES).map(({ full_name }) => full_name);
  const more = known.length > MOST_NAMES ? ` and ${known.length - MOST_NAMES} more` : '';
  throw new AppError('bad-input', `nothing is on record of ${owner}/${name} in ${place}`, {
    where: '--repo',
    expected:
      names.length === 0 ? 'a database in which repositories are on record' : `one of: ${names.join(', ')}${more}`,
  });
}
