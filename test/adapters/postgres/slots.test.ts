import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimSlot, type Slot } from '../../../src/adapters/postgres/slots.ts';
import type { AppError } from '../../../src/kernel/app-error.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

let postgres: TestPostgres;
const claimed: Slot[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterEach(async () => {
  await Promise.all(claimed.splice(0).map((slot) => slot.close()));
});
afterAll(() => postgres.stop());

async function claim(slots = 16, onLost: (why: AppError) => void = () => expect.fail()): Promise<Slot> {
  const slot = await claimSlot({ url: postgres.url, namespace: 7001, slots, onLost });
  claimed.push(slot);
  return slot;
}

describe('a slot', () => {
  it('is another one for each process', async () => {
    const slots = await Promise.all([claim(), claim(), claim()]);

    expect(new Set(slots.map(({ slot }) => slot))).toEqual(new Set([0, 1, 2]));
  });

  it('is refused in words when all are taken', async () => {
    await claim(1);

    await expect(claim(1)).rejects.toMatchObject({ code: 'outside-failed', message: expect.stringContaining('all 1') });
  });

  it('can be adopted when nobody holds it, by one process', async () => {
    const [first, second] = [await claim(), await claim()];

    const held = await first.tryAdopt(second.slot);
    const adopted = await first.tryAdopt(9);
    const again = await first.tryAdopt(9);
    const contested = await second.tryAdopt(9);
    await first.release(9);

    expect([held, adopted, again, contested]).toEqual([false, true, true, false]);
    expect(await second.tryAdopt(9)).toBe(true);
  });

  it('is free again when it is closed', async () => {
    const first = await claim();
    const second = await claim();
    await first.close();

    expect(await second.tryAdopt(first.slot)).toBe(true);
  });

  it('says once that it is lost when its connection breaks, and is free for others then', async () => {
    const told: string[] = [];
    const first = await claim(16, (why) => told.push(why.message));
    const second = await claim();

    // Apps of other tests hold places of the same numbers in databases of their own.
    await sql`select pg_terminate_backend(pid) from pg_locks join pg_database on pg_database.oid = pg_locks.database
      where datname = current_database() and locktype = 'advisory' and classid = 7001
        and objid = ${first.slot}`.execute(postgres.database.ledger);
    for (let waited = 0; waited < 5_000 && told.length === 0; waited += 20) await sleep(20);

    expect(told).toEqual([expect.stringContaining('the connection that holds our place is gone')]);
    expect(await second.tryAdopt(first.slot)).toBe(true);
    await expect(first.tryAdopt(5)).rejects.toThrow(/closed|not queryable/);
  });
});
