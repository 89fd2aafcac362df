import { type Kysely, sql } from 'kysely';
import type { Baseline } from '../../../committee/ledger/baseline.ts';
import type { LedgerEntry, LedgerEvent } from '../../../committee/ledger/entry.ts';
import type { LedgerUpdate } from '../../../committee/ledger/update.ts';
import type { Session } from '../../../committee/session.ts';
import type { ReviewRow } from '../../../ports/review-book.ts';

/** The session that changes a ledger, and the review that held it. */
export interface LedgerOccasion {
  readonly session: Pick<Session, 'id' | 'created_at'>;
  readonly review: ReviewRow;
}

/**
 * Writes what a session adds to the ledger as it says it, in a handful of statements however many findings there are.
 * Part of the transaction that keeps the session, which holds the pull request.
 */
export async function keepLedger(db: Kysely<unknown>, update: LedgerUpdate, occasion: LedgerOccasion): Promise<void> {
  await revokeOverruled(db, update.overruled, occasion);
  await saveEntries(db, update.entries, occasion);
  await followDecisions(db, update.entries, occasion);
  await addEvents(db, update.events, occasion);
  if (update.baseline !== null) await addBaseline(db, update.baseline, occasion);
}

/** A dismissal of a finding that was opened again on other code holds no longer; one given since then does. */
async function revokeOverruled(
  db: Kysely<unknown>,
  overruled: readonly string[],
  { session, review }: LedgerOccasion,
): Promise<void> {
  const { repository, number } = review.pull;
  await sql`update conclave.waivers set revoked_at = ${session.created_at}::timestamptz
    where repository_id = ${repository.id} and pull = ${number} and kind = 'finding' and decision = 'dismissed'
      and target = any(${[...overruled]}::text[]) and revoked_at is null and at < ${review.beganAt}`.execute(db);
}

async function saveEntries(
  db: Kysely<unknown>,
  entries: readonly LedgerEntry[],
  { session, review }: LedgerOccasion,
): Promise<void> {
  const { repository, number } = review.pull;
  await sql`insert into conclave.findings
    (repository_id, pull, id, severity, code, rule, path, line, symbol, claim, standing, state, superseded_by, aliases,
      first_head, first_session, last_head, last_session, raised_at, document)
    select ${repository.id}, ${number}, entry.id, finding->>'severity', finding->>'code', finding->>'rule',
      finding->'place'->>'path', (finding->'place'->>'line')::integer, finding->'place'->>'symbol', finding->>'claim',
      finding->'standing'->>'kind', state, superseded_by, aliases, first_head, first_session, last_head, last_session,
      ${session.created_at}::timestamptz, finding
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as entry (id text, state text, finding jsonb,
      superseded_by text, aliases text[], first_head text, first_session text, last_head text, last_session text)
    on conflict (repository_id, pull, id) do update set
      severity = excluded.severity, code = excluded.code, rule = excluded.rule, path = excluded.path,
      line = excluded.line, symbol = excluded.symbol, claim = excluded.claim, standing = excluded.standing,
      state = excluded.state, superseded_by = excluded.superseded_by, aliases = excluded.aliases,
      last_head = excluded.last_head, last_session = excluded.last_session,
      document = excluded.document`.execute(db);
}

/** The session did not know of them when it was held. */
async function followDecisions(
  db: Kysely<unknown>,
  entries: readonly LedgerEntry[],
  { review }: LedgerOccasion,
): Promise<void> {
  const { repository, number } = review.pull;
  await sql`update conclave.findings set state = newest.decision
    from (select distinct on (target) target, decision, head from conclave.waivers
      where repository_id = ${repository.id} and pull = ${number} and kind = 'finding' and revoked_at is null
        and target = any(${entries.map(({ id }) => id)}::text[]) and at >= ${review.beganAt}
      order by target, at desc, number desc) newest
    where repository_id = ${repository.id} and pull = ${number} and id = newest.target
      and (newest.decision = 'dismissed' or newest.head = findings.last_head)`.execute(db);
}

async function addEvents(
  db: Kysely<unknown>,
  events: readonly LedgerEvent[],
  { session, review }: LedgerOccasion,
): Promise<void> {
  const { repository, number } = review.pull;
  await sql`insert into conclave.finding_events
    (repository_id, pull, finding, event, cause, position, head, actor, reason, at)
    select ${repository.id}, ${number}, event->>'finding', event->>'kind', ${session.id}, position - 1,
      event->>'head', event->>'actor', event->>'why', ${session.created_at}::timestamptz
    from jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as given (event, position)
    order by position`.execute(db);
}

async function addBaseline(
  db: Kysely<unknown>,
  baseline: Baseline,
  { session, review }: LedgerOccasion,
): Promise<void> {
  const { repository, number } = review.pull;
  await sql`insert into conclave.baselines (session_id, repository_id, pull, head, created_at, document)
    values (${session.id}, ${repository.id}, ${number}, ${baseline.head}, ${session.created_at},
      ${JSON.stringify(baseline)}::jsonb)`.execute(db);
}
