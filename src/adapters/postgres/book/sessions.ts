import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { readSession } from '../../../committee/read-session.ts';
import { Session } from '../../../committee/session.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { FinishedSession } from '../../../ports/archive.ts';
import type { ReviewBook } from '../../../ports/review-book.ts';
import { lockPull } from '../pull-row.ts';
import { storable } from '../storable.ts';
import { keepFindings } from './findings.ts';
import { keepLedger } from './ledger-update.ts';
import { findReview } from './reviews.ts';

type Sessions = Pick<ReviewBook, 'keepSession' | 'readSession' | 'findFinding' | 'lastSession'>;

/** Finished sessions, each kept whole with its dossier, seats and findings. */
export function openSessions(db: Kysely<unknown>): Sessions {
  return {
    keepSession: (key, finished) => keepSession(db, key, finished),
    readSession: async (id) => {
      const { rows } =
        await sql`select id, document::text as document, dossier from conclave.sessions where id = ${id}`.execute(db);
      return rows[0] === undefined ? null : parseSession(rows[0]);
    },
    findFinding: async ({ repository, number }, finding) => {
      const wanted = JSON.stringify({ findings: [{ id: finding }] });
      const { rows } = await sql`select id, document::text as document, dossier from conclave.sessions
        where repository_id = ${repository.id} and pull = ${number} and document @> ${wanted}::jsonb
        order by created_at desc, id desc limit 1`.execute(db);
      return rows[0] === undefined ? null : parseSession(rows[0]).session;
    },
    lastSession: async ({ repository, number }) => {
      const { rows } = await sql`select id, document::text as document, '' as dossier from conclave.sessions
        where repository_id = ${repository.id} and pull = ${number}
        order by created_at desc, id desc limit 1`.execute(db);
      return rows[0] === undefined ? null : parseSession(rows[0]).session;
    },
  };
}

/** Keeps a session in one transaction with everything that follows from it; a session on record stays as it is. */
export async function keepSession(
  db: Kysely<unknown>,
  key: string,
  { session, dossier, ledger }: FinishedSession,
): Promise<void> {
  const review = await findReview(db, key);
  if (review === null) throw new AppError('broken', 'a session was held for a review that never began', { where: key });
  const kept = storable(Session.parse(session));
  await db.transaction().execute(async (transaction) => {
    await lockPull(transaction, review.pull);
    const { rows } = await sql`insert into conclave.sessions
      (id, review_key, repository_id, pull, head, created_at, status, code, rehearsal,
        micro_usd, possibly_spent_micro_usd, document, dossier)
      values (${kept.id}, ${key}, ${review.pull.repository.id}, ${review.pull.number}, ${review.head},
        ${kept.created_at}, ${kept.verdict.status}, ${kept.verdict.code}, ${kept.rehearsal},
        ${kept.finops.totals.micro_usd}, ${kept.finops.totals.possibly_spent_micro_usd},
        ${JSON.stringify(kept)}::jsonb, ${storable(dossier)})
      on conflict (id) do nothing returning id`.execute(transaction);
    if (rows.length === 0) return refuseOther(transaction, kept.id, key);
    await keepOpinions(transaction, kept);
    if (ledger === null) await keepFindings(transaction, kept, review);
    else await keepLedger(transaction, storable(ledger), { session: kept, review });
  });
}

const Owner = z.object({ review_key: z.string() });

async function refuseOther(db: Kysely<unknown>, id: string, key: string): Promise<void> {
  const { rows } = await sql`select review_key from conclave.sessions where id = ${id}`.execute(db);
  const holder = Owner.parse(rows[0]).review_key;
  if (holder !== key) throw new AppError('broken', `session ${id} belongs to another review`, { where: holder });
}

async function keepOpinions(db: Kysely<unknown>, { id, expert_opinions }: Session): Promise<void> {
  for (const [position, seat] of expert_opinions.entries()) {
    const { totals } = seat;
    await sql`insert into conclave.opinions
      (session_id, position, seat, skill, model, answered_by, standing, stance, score, summary,
        input_tokens, output_tokens, micro_usd, possibly_spent_micro_usd)
      values (${id}, ${position}, ${seat.seat}, ${seat.skill}, ${seat.model}, ${seat.answered_by}, ${seat.standing},
        ${seat.stance}, ${seat.score}, ${seat.summary}, ${totals.input_tokens}, ${totals.output_tokens},
        ${totals.micro_usd}, ${totals.possibly_spent_micro_usd})`.execute(db);
  }
}

const Row = z.object({ id: z.string(), document: z.string(), dossier: z.string() });

/** As a file would be read, so that sessions of older programs are understood. */
function parseSession(row: unknown): Omit<FinishedSession, 'ledger'> {
  const { id, document, dossier } = Row.parse(row);
  return { session: readSession(document, `conclave.sessions ${id}`), dossier };
}
