import type { WorkflowQueue } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lookWhereWorkWaits, type QueueTables } from '../../../src/adapters/durable/waiting-queues.ts';
import { makeDatabase } from '../../fixtures/postgres.ts';

let pool: pg.Pool;

beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await makeDatabase() });
  await pool.query('create schema empty; create table empty.workflow_status (queue_name text, status text)');
  await pool.query('create schema engine; create table engine.workflow_status (queue_name text, status text)');
  await pool.query(`insert into engine.workflow_status values
    ('reviews', 'ENQUEUED'), ('reviews', 'ENQUEUED'), ('rules', 'PENDING'), ('looks', 'ENQUEUED'), (null, 'ENQUEUED')`);
});
afterAll(() => pool.end());

/** Tables that say which queues were looked at, each of which then has one story. */
function watchTables(schemaName: string): QueueTables & { readonly looks: readonly string[] } {
  const looks: string[] = [];
  const lookAt = async (name: string): Promise<string[]> => {
    looks.push(name);
    return [`story of ${name}`];
  };
  const tables = {
    pool,
    schemaName,
    looks,
    getQueuePartitions: lookAt,
    findAndMarkStartableWorkflows: ({ name }: WorkflowQueue) => lookAt(name),
    findAndMarkStartablePartitionedWorkflows: ({ name }: WorkflowQueue) => lookAt(name),
  };
  lookWhereWorkWaits(tables);
  return tables;
}

const queue = (name: string): WorkflowQueue => Object.assign(Object.create(null), { name });

/** Looks at a queue in each of the ways in which an engine does. */
const look = (tables: QueueTables, name: string): Promise<readonly (readonly string[])[]> =>
  Promise.all([
    tables.getQueuePartitions(name),
    tables.findAndMarkStartablePartitionedWorkflows(queue(name), 'slot-1', 'engine-1', 4),
    tables.findAndMarkStartableWorkflows(queue(name), 'slot-1', 'engine-1'),
  ]);

describe('the engine', () => {
  it.each(['reviews', 'looks'])('looks into %s, in which something waits', async (name) => {
    const found = await look(watchTables('engine'), name);

    expect(found).toEqual(Array.from({ length: 3 }, () => [`story of ${name}`]));
  });

  it.each(['rules', 'commands'])('does not look into %s, in which nothing waits', async (name) => {
    const tables = watchTables('engine');

    expect(await look(tables, name)).toEqual([[], [], []]);
    expect(tables.looks).toEqual([]);
  });

  it('looks into no queue when nothing waits at all', async () => {
    expect(await look(watchTables('empty'), 'reviews')).toEqual([[], [], []]);
  });

  it('claims of a partition that was named, without another question', async () => {
    const tables = watchTables('engine');

    await tables.findAndMarkStartableWorkflows(queue('commands'), 'slot-1', 'engine-1', '7');

    expect(tables.looks).toEqual(['commands']);
  });

  it('looks into every queue when it cannot be said where something waits', async () => {
    const found = await look(watchTables('nowhere'), 'commands');

    expect(found).toEqual(Array.from({ length: 3 }, () => ['story of commands']));
  });

  it('sees what was begun after a queue was passed over', async () => {
    const tables = watchTables('engine');
    await look(tables, 'alerts');
    await pool.query(`insert into engine.workflow_status values ('alerts', 'ENQUEUED')`);

    await vi.waitUntil(async () => (await tables.getQueuePartitions('alerts')).length > 0, { timeout: 30_000 });

    expect(tables.looks).toEqual(['alerts']);
  });
});
