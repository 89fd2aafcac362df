import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../change/pull-request.ts';
import { GateId } from '../../config/gates-config.ts';
import type { GateWaiver } from '../../gates/report.ts';
import type { Waivers } from '../../ports/waivers.ts';
import type { Database } from './database.ts';
import { lockPull } from './pull-row.ts';
import { storable } from './storable.ts';

/** The waived gates of every pull request, in PostgreSQL: one row for each gate of a waiver. */
export function openWaivers({ ledger }: Pick<Database, 'ledger'>): Waivers {
  return {
    record: (pull, waiver) => ledger.transaction().execute((transaction) => record(transaction, pull, waiver)),
    byCommand: (pull) => readByCommand(ledger, pull),
  };
}

async function record(db: Kysely<unknown>, pull: PullRef, waiver: GateWaiver): Promise<void> {
  const { how, cause, by, reason, head, at, gates, failures } = storable(waiver);
  const { repository, number } = pull;
  await lockPull(db, pull);
  for (const gate of gates) {
    const marks = failures.find((failure) => failure.gate === gate)?.marks ?? [];
    await sql`insert into conclave.waivers
      (repository_id, pull, kind, target, decision, head, actor, reason, cause, at, how, marks)
      values (${repository.id}, ${number}, 'gate', ${gate}, 'waived', ${head}, ${by}, ${reason}, ${cause}, ${at},
        ${how}, ${JSON.stringify(marks)}::jsonb)
      on conflict do nothing`.execute(db);
  }
}

const Row = z.object({
  target: GateId,
  actor: z.string(),
  reason: z.string(),
  cause: z.string(),
  head: z.string(),
  at: z.string(),
  marks: z.array(z.string()),
});

async function readByCommand(db: Kysely<unknown>, { repository, number }: PullRef): Promise<readonly GateWaiver[]> {
  const { rows } = await sql`select target, actor, reason, cause, head, at, marks from conclave.waivers
    where repository_id = ${repository.id} and pull = ${number} and kind = 'gate' and how = 'command'
      and revoked_at is null
    order by at, number`.execute(db);
  return rows.map((row) => {
    const { target: gate, actor: by, reason, cause, head, at, marks } = Row.parse(row);
    return { how: 'command', cause, gates: [gate], by, reason, head, at, failures: [{ gate, marks }] };
  });
}
