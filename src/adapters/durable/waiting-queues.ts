import type { SystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database';
import { z } from 'zod';

/** How old the answer may be by which a queue is passed over; far below the time between two looks at it. */
const FRESH_MS = 50;

/** The engine's own tables, as far as it is asked here. */
export type QueueTables = Pick<
  SystemDatabase,
  | 'pool'
  | 'schemaName'
  | 'getQueuePartitions'
  | 'findAndMarkStartableWorkflows'
  | 'findAndMarkStartablePartitionedWorkflows'
>;

/**
 * Lets the engine look only into queues in which something waits. By itself it opens a transaction for every queue,
 * several times a second, also when nobody has begun anything for hours; here one small question serves the looks at
 * all queues. When that cannot be answered, every queue is looked at as ever, and the engine deals with the failure.
 */
export function lookWhereWorkWaits(tables: QueueTables): void {
  const isEmpty = openEmptiness(tables);
  const partitions = tables.getQueuePartitions.bind(tables);
  const claim = tables.findAndMarkStartableWorkflows.bind(tables);
  const claimOfAll = tables.findAndMarkStartablePartitionedWorkflows.bind(tables);
  tables.getQueuePartitions = async (name) => ((await isEmpty(name)) ? [] : partitions(name));
  tables.findAndMarkStartablePartitionedWorkflows = async (queue, ...rest) =>
    (await isEmpty(queue.name)) ? [] : claimOfAll(queue, ...rest);
  tables.findAndMarkStartableWorkflows = async (...order) => {
    const [queue, , , partition] = order;
    // A partition was named by a look just before.
    return partition === undefined && (await isEmpty(queue.name)) ? [] : claim(...order);
  };
}

/** Whether nothing waits in a queue; those who ask at about the same time share one question. */
function openEmptiness(tables: QueueTables): (queue: string) => Promise<boolean> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<ReadonlySet<string> | null> = Promise.resolve(null);
  return async (queue) => {
    if (performance.now() - askedAt > FRESH_MS) {
      askedAt = performance.now();
      answer = readWaiting(tables).catch(() => null);
    }
    const waiting = await answer;
    return waiting !== null && !waiting.has(queue);
  };
}

const Row = z.object({ name: z.string() });

/** The queues in which something waits: one step in the index for each, however much waits there. */
async function readWaiting({ pool, schemaName }: QueueTables): Promise<ReadonlySet<string>> {
  const first = `select min(queue_name) as name from "${schemaName}".workflow_status where status = 'ENQUEUED'`;
  const { rows } = await pool.query({
    name: `queues of ${schemaName} that wait`,
    text: `with recursive waiting as (
      ${first}
      union all
      select (${first} and queue_name > waiting.name) from waiting where waiting.name is not null
    ) select name from waiting where name is not null`,
  });
  return new Set(rows.map((row) => Row.parse(row).name));
}
