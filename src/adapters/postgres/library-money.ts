import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { MicroUsd } from '../../kernel/micro-usd.ts';
import type { EmbedReservation, EmbedWish, LibraryMoney } from '../../ports/library.ts';
import type { MoneyOutcome } from '../../ports/money.ts';
import type { Database } from './database.ts';
import { moment } from './moment.ts';

/** The money of one repository's embedding in PostgreSQL, one row for each call; `now` gives milliseconds since 1970. */
export function openLibraryMoney(
  { ledger }: Pick<Database, 'ledger'>,
  repositoryId: number,
  now: () => number,
): LibraryMoney {
  return {
    reserve: (wish) =>
      ledger.transaction().execute((transaction) => reserve(transaction, { repositoryId, wish, now: now() })),
    settle: (id, outcome) => settle(ledger, { id, outcome, at: moment(now()) }),
  };
}

interface Reserving {
  readonly repositoryId: number;
  readonly wish: EmbedWish;
  readonly now: number;
}

const Counted = z.object({ counted: MicroUsd });
const Made = z.object({ id: z.int() });

/** One at a time for each repository, so that two calls never share what is left. */
async function reserve(db: Kysely<unknown>, { repositoryId, wish, now }: Reserving): Promise<EmbedReservation> {
  const { model, worst, cap } = wish;
  const at = moment(now);
  const day = at.slice(0, 10);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`library money ${repositoryId}`}, 0))`.execute(db);
  const { rows } = await sql`select coalesce(sum(counted_micro_usd), 0)::bigint as counted
    from conclave.library_money where repository_id = ${repositoryId} and day = ${day}`.execute(db);
  const { counted } = Counted.parse(rows[0]);
  if (counted + worst > cap) return { kind: 'refused', left: Math.max(0, cap - counted) };
  const made = await sql`insert into conclave.library_money
    (repository_id, day, model, state, worst_micro_usd, reserved_at)
    values (${repositoryId}, ${day}, ${model}, 'reserved', ${worst}, ${at}) returning id`.execute(db);
  return { kind: 'reserved', id: String(Made.parse(made.rows[0]).id) };
}

interface Settling {
  readonly id: string;
  readonly outcome: MoneyOutcome;
  readonly at: string;
}

async function settle(db: Kysely<unknown>, { id, outcome, at }: Settling): Promise<void> {
  const { microUsd, inputTokens } = outcome.kind === 'paid' ? outcome : { microUsd: null, inputTokens: 0 };
  const { rows } = await sql`update conclave.library_money
    set state = ${outcome.kind}, cost_micro_usd = ${microUsd}, input_tokens = ${inputTokens}, settled_at = ${at}
    where id = ${id} and state = 'reserved' returning id`.execute(db);
  if (rows.length > 0) return;
  throw new AppError('broken', 'money for embedding was settled that was not reserved', { where: id });
}
