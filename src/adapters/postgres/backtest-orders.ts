import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { BacktestOrder, BacktestOrders, OrderEnding, PlacedOrder } from '../../ports/backtest-orders.ts';
import type { Database } from './database.ts';
import { lockPull } from './pull-row.ts';
import { storable } from './storable.ts';

/** The backtests that people asked for, in PostgreSQL. */
export function openBacktestOrders({ ledger }: Pick<Database, 'ledger'>): BacktestOrders {
  return {
    place: (order) => ledger.transaction().execute((transaction) => place(transaction, storable(order))),
    find: async (repositoryId, nonce) => {
      const { rows } = await sql`${selection} where asked.repository_id = ${repositoryId}
        and asked.nonce = ${nonce}`.execute(ledger);
      return rows[0] === undefined ? null : orderOf(rows[0]);
    },
    waiting: async () => {
      const { rows } = await sql`${selection} where asked.ended_how is null and repository.forgotten_at is null
        order by asked.at, asked.nonce`.execute(ledger);
      return rows.map(orderOf);
    },
    end: (nonce, ending) => end(ledger, nonce, ending),
  };
}

const selection = sql`select asked.*, repository.owner, repository.name, repository.installation
  from conclave.backtest_orders asked join conclave.repositories repository on repository.id = asked.repository_id`;

async function place(db: Kysely<unknown>, order: BacktestOrder): Promise<PlacedOrder> {
  const { nonce, pull, head, strategy, workflow, askedBy, commentId, at } = order;
  await lockPull(db, pull);
  await sql`insert into conclave.backtest_orders
    (nonce, repository_id, pull, head, strategy, workflow, asked_by, comment_id, at)
    values (${nonce}, ${pull.repository.id}, ${pull.number}, ${head}, ${strategy}, ${workflow}, ${askedBy},
      ${commentId}, ${at})
    on conflict (repository_id, comment_id) do nothing`.execute(db);
  const { rows } = await sql`${selection} where asked.repository_id = ${pull.repository.id}
    and asked.comment_id = ${commentId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('broken', 'an order of a backtest was written and is not there');
  return orderOf(rows[0]);
}

async function end(db: Kysely<unknown>, nonce: string, { how, run, at }: OrderEnding): Promise<boolean> {
  const { numAffectedRows } = await sql`update conclave.backtest_orders
    set ended_how = ${how}, ended_run = ${run}::bigint, ended_at = ${at}
    where nonce = ${nonce} and ended_how is null`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

const Row = z.object({
  nonce: z.string(),
  repository_id: z.int(),
  owner: z.string(),
  name: z.string(),
  installation: z.int(),
  pull: z.int(),
  head: z.string(),
  strategy: z.string().nullable(),
  workflow: z.string(),
  asked_by: z.string(),
  comment_id: z.int(),
  at: z.string(),
  ended_how: z.enum(['published', 'refused', 'stale', 'lost']).nullable(),
  ended_run: z.int().nullable(),
  ended_at: z.string().nullable(),
});

function orderOf(row: unknown): PlacedOrder {
  const read = Row.parse(row);
  const repository = { id: read.repository_id, owner: read.owner, name: read.name, installation: read.installation };
  const { nonce, head, strategy, workflow, at } = read;
  const ending =
    read.ended_how === null || read.ended_at === null
      ? null
      : { how: read.ended_how, run: read.ended_run, at: read.ended_at };
  const asked = { askedBy: read.asked_by, commentId: read.comment_id, at };
  return { nonce, pull: { repository, number: read.pull }, head, strategy, workflow, ...asked, ending };
}
