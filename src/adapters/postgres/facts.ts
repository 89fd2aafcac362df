import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { MicroUsd } from '../../kernel/micro-usd.ts';
import type { ReviewRow } from '../../ports/review-book.ts';
import type { Database } from './database.ts';

/** What a probe or a meter asks of the database. */
export interface Facts {
  /** Asks the database for a sign of life; returns the milliseconds it took, throws when there is none in time. */
  ping(): Promise<number>;
  /** How many reviews stand at each status, zero included. */
  reviewsByStatus(): Promise<Readonly<Record<ReviewRow['status'], number>>>;
  /** Reservations that were not settled: calls in flight, and calls that were cut off. */
  openMoney(): Promise<{ readonly reservations: number; readonly microUsd: MicroUsd }>;
  deliveries(): Promise<number>;
  /**
   * Deletes what is older and no longer needed: deliveries, replaced texts of publications, answers that could not be
   * read, answers that are kept so that nobody pays for them twice. Reviews, sessions, findings, decisions, money, audit and what is published now are kept for good.
   */
  retire(olderThan: Date): Promise<Retired>;
}

/** How many rows a retention deleted. */
export interface Retired {
  readonly deliveries: number;
  readonly publicationTexts: number;
  readonly parseFailures: number;
  readonly answers: number;
}

/** Facts about the database as it is now; `now` gives milliseconds. */
export function openFacts({ ledger }: Pick<Database, 'ledger'>, now: () => number): Facts {
  return {
    ping: async () => {
      const began = now();
      await Promise.race([sql`select 1`.execute(ledger), giveUp()]);
      return now() - began;
    },
    reviewsByStatus: () => countReviews(ledger),
    openMoney: async () => {
      const { rows } = await sql`select count(*) as reservations,
          coalesce(sum(worst_micro_usd), 0)::bigint as micro_usd
        from conclave.money where state = 'reserved'`.execute(ledger);
      const { reservations, micro_usd } = OpenMoney.parse(rows[0]);
      return { reservations, microUsd: micro_usd };
    },
    deliveries: async () => {
      const { rows } = await sql`select count(*) as count from conclave.deliveries`.execute(ledger);
      return Count.parse(rows[0]).count;
    },
    retire: (olderThan) => ledger.transaction().execute((transaction) => retire(transaction, olderThan.toISOString())),
  };
}

const PATIENCE_MS = 5_000;

async function giveUp(): Promise<never> {
  await sleep(PATIENCE_MS, null, { ref: false });
  throw new AppError('outside-failed', `the database gave no sign of life in ${PATIENCE_MS / 1000} seconds`, {
    passing: true,
  });
}

const Count = z.object({ count: z.int() });
const OpenMoney = z.object({ reservations: z.int(), micro_usd: MicroUsd });
const StatusRow = z.object({
  status: z.enum(['running', 'replaced', 'published', 'refused', 'cancelled', 'failed']),
  count: z.int(),
});

async function countReviews(db: Kysely<unknown>): Promise<Readonly<Record<ReviewRow['status'], number>>> {
  const none = { running: 0, replaced: 0, published: 0, refused: 0, cancelled: 0, failed: 0 };
  const { rows } = await sql`select status, count(*) as count from conclave.reviews group by status`.execute(db);
  const counted = rows.map((row) => StatusRow.parse(row)).map(({ status, count }) => [status, count] as const);
  return { ...none, ...Object.fromEntries(counted) };
}

async function retire(db: Kysely<unknown>, olderThan: string): Promise<Retired> {
  const deliveries = await sql`delete from conclave.deliveries where received_at < ${olderThan}`.execute(db);
  const texts = await sql`delete from conclave.publication_texts old where at < ${olderThan} and exists (
    select 1 from conclave.publication_texts newer where newer.key = old.key and newer.number > old.number)`.execute(
    db,
  );
  const failures = await sql`delete from conclave.parse_failures where kept_at < ${olderThan}`.execute(db);
  const answers = await sql`delete from conclave.answers where kept_at < ${olderThan}`.execute(db);
  const count = ({ numAffectedRows }: { readonly numAffectedRows?: bigint }): number => Number(numAffectedRows ?? 0);
  return {
    deliveries: count(deliveries),
    publicationTexts: count(texts),
    parseFailures: count(failures),
    answers: count(answers),
  };
}
