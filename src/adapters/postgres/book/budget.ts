import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../../change/pull-request.ts';
import { MicroUsd } from '../../../kernel/micro-usd.ts';
import type { BudgetAnswer, BudgetClaim, ReviewBook, Spending } from '../../../ports/review-book.ts';

/** Money of pull requests and days, and claims on what is left of a day. */
export function openBudgets(db: Kysely<unknown>, now: () => number): Pick<ReviewBook, 'spending' | 'claimBudget'> {
  return {
    spending: (pull) => readSpending(db, pull, new Date(now()).toISOString().slice(0, 10)),
    claimBudget: (claim) => db.transaction().execute((transaction) => claimBudget(transaction, claim)),
  };
}

const SpendingRow = z.object({ paid: MicroUsd, possibly: MicroUsd, sessions: z.int() });

/** What counts against a day is paid, possibly spent and still reserved money. */
async function readSpending(db: Kysely<unknown>, { repository, number }: PullRef, day: string): Promise<Spending> {
  const { rows } = await sql`select
      coalesce(sum(counted_micro_usd) filter (where state = 'paid'), 0)::bigint as paid,
      coalesce(sum(counted_micro_usd) filter (where state <> 'paid'), 0)::bigint as possibly,
      (select count(*) from conclave.sessions
        where repository_id = ${repository.id} and pull = ${number}) as sessions
    from conclave.money where repository_id = ${repository.id} and pull = ${number}`.execute(db);
  const { paid, possibly, sessions } = SpendingRow.parse(rows[0]);
  const { spent } = await readDay(db, repository.id, day);
  return { pullMicroUsd: paid, pullPossiblySpentMicroUsd: possibly, dayMicroUsd: spent, sessions };
}

/** Everyone who claims for the repository waits here, so that two cannot take the same money. */
async function claimBudget(db: Kysely<unknown>, claim: BudgetClaim): Promise<BudgetAnswer> {
  const { key, repositoryId, sessionMicroUsd, dayCapMicroUsd, day } = claim;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`budget ${repositoryId}`}, 0))`.execute(db);
  const known = await sql`select 1 from conclave.budget_claims where review_key = ${key}`.execute(db);
  if (known.rows.length > 0) return { kind: 'claimed' };
  const { spent, claimed } = await readDay(db, repositoryId, day);
  if (spent + claimed + sessionMicroUsd > dayCapMicroUsd) {
    return { kind: 'refused', spentMicroUsd: spent, claimedMicroUsd: claimed };
  }
  await sql`insert into conclave.budget_claims (review_key, repository_id, day, claimed_micro_usd)
    values (${key}, ${repositoryId}, ${day}, ${sessionMicroUsd})`.execute(db);
  return { kind: 'claimed' };
}

const DayRow = z.object({ spent: MicroUsd, claimed: MicroUsd });

/**
 * What a repository spent on a day, and what its running reviews may still spend of their claims. A review that began
 * on the day before may still spend on this day; one that ended counts with what it spent alone.
 */
async function readDay(db: Kysely<unknown>, repositoryId: number, day: string): Promise<z.infer<typeof DayRow>> {
  const { rows } = await sql`
    with claims as (
      select greatest(0, claim.claimed_micro_usd - coalesce(sum(money.counted_micro_usd), 0)) as rest
      from conclave.budget_claims claim
      left join conclave.reviews review on review.key = claim.review_key
      left join conclave.money on money.review_key = claim.review_key
      where claim.repository_id = ${repositoryId} and claim.day between ${day}::date - 1 and ${day}::date
        and coalesce(review.status, 'running') = 'running'
      group by claim.review_key)
    select coalesce((select sum(rest) from claims), 0)::bigint as claimed,
      coalesce((select sum(counted_micro_usd) from conclave.money
        where repository_id = ${repositoryId}
          and reserved_at >= ${day}::date::timestamp at time zone 'UTC'
          and reserved_at < (${day}::date + 1)::timestamp at time zone 'UTC'), 0)::bigint as spent`.execute(db);
  return DayRow.parse(rows[0]);
}
