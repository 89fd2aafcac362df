import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchDatabase } from '../../app/database-watch.ts';
import { createLog } from '../../app/log.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { startTestPostgres } from '../fixtures/postgres.ts';

const log = createLog({ level: 'fatal', format: 'json' });

/** A database whose connections are closed, so that it gives no sign of life. */
async function openGone(revive: () => Promise<void>): Promise<Database> {
  const postgres = await startTestPostgres();
  await postgres.stop();
  return { ...postgres.database, revive };
}

describe('the watch over the database', () => {
  it('starts nothing once it was ended', async () => {
    let revived = 0;
    const database = await openGone(async () => {
      revived += 1;
    });
    const watch = watchDatabase(database, log, 10);
    onTestFinished(() => watch.end());
    await vi.waitUntil(() => revived > 0);

    await watch.end();
    const before = revived;
    await sleep(100);

    expect(revived).toBe(before);
  });

  it('ends only after a start that is under way', async () => {
    const starting = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const order: string[] = [];
    const database = await openGone(async () => {
      begun.resolve();
      await starting.promise;
      order.push('started');
    });
    const watch = watchDatabase(database, log, 10);
    await begun.promise;

    const ended = watch.end().then(() => order.push('ended'));
    await sleep(50);
    starting.resolve();
    await ended;

    expect(order).toEqual(['started', 'ended']);
  });
});
