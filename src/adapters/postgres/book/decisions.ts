import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../../change/pull-request.ts';
import { Disposition } from '../../../committee/disposition.ts';
import type { ReviewBook } from '../../../ports/review-book.ts';
import { lockPull } from '../pull-row.ts';
import { storable } from '../storable.ts';

/** What people decided on the findings of a pull request. */
export function openDecisions(db: Kysely<unknown>): Pick<ReviewBook, 'decide' | 'dispositions'> {
  return {
    decide: (pull, cause, disposition) =>
      db.transaction().execute((transaction) => decide(transaction, pull, { cause, ...storable(disposition) })),
    dispositions: (pull) => readDispositions(db, pull),
  };
}

interface Decision extends Disposition {
  readonly cause: string;
}

async function decide(db: Kysely<unknown>, pull: PullRef, decision: Decision): Promise<void> {
  const { repository, number } = pull;
  const { finding, kind, by, reason, head, at, cause } = decision;
  await lockPull(db, pull);
  const { rows } = await sql`insert into conclave.waivers
    (repository_id, pull, kind, target, decision, head, actor, reason, cause, at)
    values (${repository.id}, ${number}, 'finding', ${finding}, ${kind}, ${head}, ${by}, ${reason}, ${cause}, ${at})
    on conflict do nothing returning number`.execute(db);
  if (rows.length === 0) return;
  await sql`insert into conclave.finding_events
    (repository_id, pull, finding, event, cause, head, actor, reason, at)
    select repository_id, pull, id, ${kind}, ${cause}, ${head}, ${by}, ${reason}, ${at}::timestamptz
    from conclave.findings where repository_id = ${repository.id} and pull = ${number} and id = ${finding}
    on conflict do nothing`.execute(db);
  await followNewest(db, pull, finding);
}

/** A decision that arrives late does not outweigh a newer one, and a waiver of another head changes nothing here. */
async function followNewest(db: Kysely<unknown>, { repository, number }: PullRef, finding: string): Promise<void> {
  await sql`update conclave.findings set state = newest.decision
    from (select decision, head from conclave.waivers
      where repository_id = ${repository.id} and pull = ${number} and kind = 'finding' and target = ${finding}
        and revoked_at is null
      order by at desc, number desc limit 1) newest
    where repository_id = ${repository.id} and pull = ${number} and id = ${finding}
      and (newest.decision = 'dismissed' or newest.head = findings.last_head)`.execute(db);
}

const Row = z.object({
  target: z.string(),
  decision: z.enum(['waived', 'dismissed']),
  actor: z.string(),
  reason: z.string(),
  head: z.string(),
  at: z.string(),
});

async function readDispositions(db: Kysely<unknown>, { repository, number }: PullRef): Promise<readonly Disposition[]> {
  const { rows } = await sql`select target, decision, actor, reason, head, at from (
      select distinct on (target) * from conclave.waivers
      where repository_id = ${repository.id} and pull = ${number} and kind = 'finding' and revoked_at is null
      order by target, at desc, number desc) newest
    order by at, number`.execute(db);
  return rows.map((row) => {
    const { target, decision, actor, reason, head, at } = Row.parse(row);
    return Disposition.parse({ finding: target, kind: decision, by: actor, reason, head, at });
  });
}
