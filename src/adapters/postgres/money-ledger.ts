import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { MicroUsd } from '../../kernel/micro-usd.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import type { MoneyLedger, MoneyOutcome } from '../../ports/money.ts';
import type { Database } from './database.ts';
import { moment } from './moment.ts';

/** The review that pays. */
export interface Payer {
  readonly reviewKey: string;
  readonly repositoryId: number;
  /** Number of the pull request. */
  readonly pull: number;
}

/** The money of one review in PostgreSQL, one row for each try of a call; `now` gives milliseconds since 1970. */
export function openMoneyLedger({ ledger }: Pick<Database, 'ledger'>, payer: Payer, now: () => number): MoneyLedger {
  const { reviewKey, repositoryId, pull } = payer;
  return {
    interruptedTries: async (call, model) => {
      const { rows } = await sql`select coalesce(sum(counted_micro_usd), 0)::bigint as lost from conclave.money
        where review_key = ${reviewKey} and call = ${call} and model = ${model}`.execute(ledger);
      return Lost.parse(rows[0]).lost;
    },
    reserve: async (call, model, worst) => {
      await sql`insert into conclave.money
        (review_key, repository_id, pull, call, model, state, worst_micro_usd, reserved_at)
        values (${reviewKey}, ${repositoryId}, ${pull}, ${call}, ${model}, 'reserved', ${worst}, ${moment(now())})`.execute(
        ledger,
      );
    },
    settle: (call, model, outcome) => settle(ledger, { reviewKey, call, model, outcome, at: moment(now()) }),
  };
}

const Lost = z.object({ lost: MicroUsd });

interface Settlement {
  readonly reviewKey: string;
  readonly call: string;
  readonly model: ModelId;
  readonly outcome: MoneyOutcome;
  readonly at: string;
}

const Newest = z.object({ found: z.int(), settled: z.int() });

/** Only the newest row is looked at, so that a repeated settlement never takes the reservation of a lost try. */
async function settle(db: Kysely<unknown>, { reviewKey, call, model, outcome, at }: Settlement): Promise<void> {
  const { microUsd, inputTokens, outputTokens } =
    outcome.kind === 'paid' ? outcome : { microUsd: null, inputTokens: 0, outputTokens: 0 };
  const { rows } = await sql`
    with newest as (
      select id from conclave.money where review_key = ${reviewKey} and call = ${call} and model = ${model}
      order by id desc limit 1),
    settled as (
      update conclave.money set state = ${outcome.kind}, cost_micro_usd = ${microUsd}, input_tokens = ${inputTokens},
        output_tokens = ${outputTokens}, settled_at = ${at}
      where id in (select id from newest) and state = 'reserved' returning id)
    select (select count(*) from newest) as found, (select count(*) from settled) as settled`.execute(db);
  if (Newest.parse(rows[0]).found > 0) return;
  throw new AppError('broken', `money was settled that was never reserved: ${call} on ${model}`, { where: reviewKey });
}
