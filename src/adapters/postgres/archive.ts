import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { hashText } from '../../kernel/hash.ts';
import type { Archive, ParseFailure } from '../../ports/archive.ts';
import { keepSession } from './book/sessions.ts';
import type { Database } from './database.ts';
import { storable } from './storable.ts';

/** The review whose session is kept. */
export interface ArchivedReview {
  readonly reviewKey: string;
}

/**
 * Keeps the session of one review in PostgreSQL. Its id is the moment and the review, so that a repetition finds what
 * it kept; the places it returns name tables and keys.
 */
export function openLedgerArchive({ ledger }: Pick<Database, 'ledger'>, { reviewKey }: ArchivedReview): Archive {
  return {
    open: (createdAt) => takeId(ledger, reviewKey, createdAt),
    keepParseFailure: (sessionId, failure) => keepFailure(ledger, { reviewKey, sessionId, ...storable(failure) }),
    keep: async (finished) => {
      await keepSession(ledger, reviewKey, finished);
      const place = `conclave.sessions ${finished.session.id}`;
      return { session: place, artifact: `${place} dossier`, finops: `conclave.money ${reviewKey}` };
    },
  };
}

const Place = z.object({ writable: z.boolean(), begun: z.boolean(), holder: z.string().nullable() });

async function takeId(db: Kysely<unknown>, reviewKey: string, createdAt: number): Promise<string> {
  const stamp = new Date(createdAt).toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  const id = `${stamp}-${hashText(reviewKey).slice(0, 8)}`;
  const { rows } = await sql`select
      not pg_is_in_recovery() and has_table_privilege('conclave.sessions', 'insert') as writable,
      exists (select 1 from conclave.reviews where key = ${reviewKey}) as begun,
      (select review_key from conclave.sessions where id = ${id}) as holder`.execute(db);
  const { writable, begun, holder } = Place.parse(rows[0]);
  if (!writable) throw new AppError('outside-failed', 'the database takes no sessions: it can only be read now');
  if (!begun)
    throw new AppError('broken', 'a session is to be kept for a review that never began', { where: reviewKey });
  if (holder === null || holder === reviewKey) return id;
  throw new AppError('broken', `session ${id} belongs to another review`, { where: holder });
}

interface KeptFailure extends ParseFailure {
  readonly reviewKey: string;
  readonly sessionId: string;
}

const Kept = z.object({ number: z.int() });

async function keepFailure(db: Kysely<unknown>, failure: KeptFailure): Promise<string> {
  const { reviewKey, sessionId, call, model, errors, text } = failure;
  const { rows } = await sql`insert into conclave.parse_failures
    (review_key, session_id, call, model, errors, text, sha256)
    values (${reviewKey}, ${sessionId}, ${call}, ${model}, ${JSON.stringify(errors)}::jsonb, ${text}, ${hashText(text)})
    on conflict (session_id, call, model, sha256) do update set errors = excluded.errors
    returning number`.execute(db);
  return `conclave.parse_failures ${Kept.parse(rows[0]).number}`;
}
