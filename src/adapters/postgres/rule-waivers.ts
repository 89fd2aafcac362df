import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../change/pull-request.ts';
import type { RuleWaiver } from '../../gates/rules/rule-report.ts';
import type { RuleWaivers } from '../../ports/waivers.ts';
import type { Database } from './database.ts';
import { lockPull } from './pull-row.ts';
import { storable } from './storable.ts';

/** The waived blocking rules of every pull request, in PostgreSQL. */
export function openRuleWaivers({ ledger }: Pick<Database, 'ledger'>): RuleWaivers {
  return {
    record: (pull, waiver) => ledger.transaction().execute((transaction) => record(transaction, pull, waiver)),
    of: (pull) => readAll(ledger, pull),
  };
}

async function record(db: Kysely<unknown>, pull: PullRef, waiver: RuleWaiver): Promise<void> {
  const { rule, cause, by, reason, head, at, marks } = storable(waiver);
  const { repository, number } = pull;
  await lockPull(db, pull);
  await sql`insert into conclave.waivers
    (repository_id, pull, kind, target, decision, head, actor, reason, cause, at, how, marks)
    values (${repository.id}, ${number}, 'rule', ${rule}, 'waived', ${head}, ${by}, ${reason}, ${cause}, ${at},
      'command', ${JSON.stringify(marks)}::jsonb)
    on conflict do nothing`.execute(db);
}

const Row = z.object({
  target: z.string(),
  actor: z.string(),
  reason: z.string(),
  cause: z.string(),
  head: z.string(),
  at: z.string(),
  marks: z.array(z.string()),
});

async function readAll(db: Kysely<unknown>, { repository, number }: PullRef): Promise<readonly RuleWaiver[]> {
  const { rows } = await sql`select target, actor, reason, cause, head, at, marks from conclave.waivers
    where repository_id = ${repository.id} and pull = ${number} and kind = 'rule' and revoked_at is null
    order by at, number`.execute(db);
  return rows.map((row) => {
    const { target: rule, actor: by, ...waiver } = Row.parse(row);
    return { rule, by, ...waiver };
  });
}
