import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../../change/pull-request.ts';
import { Baseline } from '../../../committee/ledger/baseline.ts';
import { LedgerEntry, LedgerEventKind } from '../../../committee/ledger/entry.ts';
import type { KeptLedgerEvent, PathHistory, ReviewBook } from '../../../ports/review-book.ts';

type Ledger = Pick<ReviewBook, 'ledger' | 'ledgerEvents' | 'baseline' | 'pathHistory'>;

/** The findings of pull requests with what became of them, and what was read whole. */
export function openLedger(db: Kysely<unknown>): Ledger {
  return {
    ledger: (pull) => readEntries(db, pull),
    ledgerEvents: (pull, finding) => readEvents(db, pull, finding),
    baseline: (pull) => readBaseline(db, pull),
    pathHistory: (pull, paths) => countOnPaths(db, pull, paths),
  };
}

async function readEntries(db: Kysely<unknown>, { repository, number }: PullRef): Promise<readonly LedgerEntry[]> {
  const { rows } = await sql`select id, state, document as finding, first_head, first_session, last_head, last_session,
      superseded_by, aliases
    from conclave.findings where repository_id = ${repository.id} and pull = ${number}
    order by raised_at, id`.execute(db);
  return rows.map((row) => LedgerEntry.parse(row));
}

const EventRow = z.object({
  finding: z.string(),
  kind: z.enum([...LedgerEventKind.options, 'gone']),
  head: z.string(),
  actor: z.string().nullable(),
  why: z.string(),
  at: z.string(),
});

async function readEvents(
  db: Kysely<unknown>,
  { repository, number }: PullRef,
  finding: string,
): Promise<readonly KeptLedgerEvent[]> {
  const { rows } = await sql`select finding, event as kind, head, actor, coalesce(reason, '') as why, at
    from conclave.finding_events
    where repository_id = ${repository.id} and pull = ${number} and finding = ${finding}
    order by number`.execute(db);
  return rows.map((row) => EventRow.parse(row));
}

const BaselineRow = z.object({ document: Baseline });

/** One that another program wrote in another form counts as none, so that everything is read again. */
async function readBaseline(db: Kysely<unknown>, { repository, number }: PullRef): Promise<Baseline | null> {
  const { rows } = await sql`select document from conclave.baselines
    where repository_id = ${repository.id} and pull = ${number}
    order by created_at desc, session_id desc limit 1`.execute(db);
  return BaselineRow.safeParse(rows[0]).data?.document ?? null;
}

const Count = z.object({ blockers: z.int(), majors: z.int(), all: z.int() });

async function countOnPaths(
  db: Kysely<unknown>,
  { repository, number }: PullRef,
  paths: readonly string[],
): Promise<PathHistory> {
  const { rows } = await sql`select count(*) filter (where severity = 'blocker') as blockers,
      count(*) filter (where severity = 'major') as majors, count(*) as all
    from conclave.findings
    where repository_id = ${repository.id} and pull <> ${number} and path = any(${paths}::text[])
      and standing = 'confirmed' and state not in ('dismissed', 'superseded')`.execute(db);
  return Count.parse(rows[0]);
}
