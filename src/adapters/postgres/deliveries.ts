import { sql } from 'kysely';
import { z } from 'zod';
import type { Deliveries } from '../../ports/deliveries.ts';
import type { Database } from './database.ts';
import { storable } from './storable.ts';

const Row = z.object({ id: z.string() });

/** What the code host sent, in PostgreSQL. */
export function openDeliveries({ ledger }: Pick<Database, 'ledger'>): Deliveries {
  return {
    note: async (delivery) => {
      const { id, event, action, repositoryId, pull, receivedAt } = storable(delivery);
      const { rows } = await sql`insert into conclave.deliveries (id, event, action, repository_id, pull, received_at)
        values (${id}, ${event}, ${action}, ${repositoryId}, ${pull}, ${receivedAt})
        on conflict do nothing returning id`.execute(ledger);
      return rows.length > 0;
    },
    conclude: async (id, outcome) => {
      await sql`update conclave.deliveries set outcome = ${storable(outcome)} where id = ${id}`.execute(ledger);
    },
    known: async (ids) => {
      const { rows } = await sql`select id from conclave.deliveries where id = any(${[...ids]}::text[])`.execute(
        ledger,
      );
      return new Set(rows.map((row) => Row.parse(row).id));
    },
  };
}
