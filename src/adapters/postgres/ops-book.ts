import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { RepositoryRef } from '../../change/pull-request.ts';
import { IncidentRecord } from '../../ops/incident/event.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import { decodeRecord, encodeRecord } from '../../ops/state/record-text.ts';
import type { KeptIncident, OpsBook } from '../../ports/ops-book.ts';
import type { Database } from './database.ts';
import { saveRepository } from './pull-row.ts';
import { storable } from './storable.ts';

/** What operations remember of all repositories, in PostgreSQL. */
export interface OpsBookOfAll extends OpsBook {
  /** Ids of repositories whose state was written in the last 30 days. */
  shownStates(): Promise<readonly number[]>;
}

/** What operations remember, in PostgreSQL. */
export function openOpsBook({ ledger }: Pick<Database, 'ledger'>): OpsBookOfAll {
  return {
    shownStates: async () => {
      const { rows } = await sql`select repository_id from conclave.ops_states
        where written_at > now() - interval '30 days'`.execute(ledger);
      return rows.map((row) => ShownRow.parse(row).repository_id);
    },
    readState: async ({ id }) => {
      const { rows } = await sql`select record from conclave.ops_states where repository_id = ${id}`.execute(ledger);
      return rows[0] === undefined ? { record: null, damage: null } : decodeRecord(StateRow.parse(rows[0]).record);
    },
    writeState: (repository, record) =>
      ledger.transaction().execute(async (transaction) => {
        await saveRepository(transaction, repository);
        await sql`insert into conclave.ops_states (repository_id, record)
          values (${repository.id}, ${encodeRecord(record)})
          on conflict (repository_id) do update set record = excluded.record, written_at = now()`.execute(transaction);
      }),
    openIncidents: async ({ id }) => {
      const { rows } = await sql`select issue, record, firing from conclave.ops_incidents
        where repository_id = ${id} and not is_closed order by issue`.execute(ledger);
      return rows.map(incidentOf);
    },
    findIncident: async ({ id }, issue) => {
      const { rows } = await sql`select issue, record, firing from conclave.ops_incidents
        where repository_id = ${id} and issue = ${issue}`.execute(ledger);
      return rows[0] === undefined ? null : incidentOf(rows[0]);
    },
    writeIncident: (repository, incident) =>
      ledger.transaction().execute((transaction) => writeIncident(transaction, repository, storable(incident))),
  };
}

async function writeIncident(
  db: Kysely<unknown>,
  repository: RepositoryRef,
  { issue, record, firing }: KeptIncident,
): Promise<void> {
  const isClosed = standingOf(record).closedAt !== null;
  await saveRepository(db, repository);
  await sql`insert into conclave.ops_incidents (repository_id, issue, record, firing, is_closed)
    values (${repository.id}, ${issue}, ${JSON.stringify(record)}::jsonb, ${JSON.stringify(firing)}::jsonb, ${isClosed})
    on conflict (repository_id, issue) do update set record = excluded.record, firing = excluded.firing,
      is_closed = excluded.is_closed, written_at = now()`.execute(db);
}

const ShownRow = z.object({ repository_id: z.coerce.number() });
const StateRow = z.object({ record: z.string() });
const IncidentRow = z.object({ issue: z.int(), record: IncidentRecord, firing: z.array(z.string()) });

function incidentOf(row: unknown): KeptIncident {
  return IncidentRow.parse(row);
}
