import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { ReviewBook } from '../../../src/ports/review-book.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { NOON, somePull } from './some-review.ts';

let postgres: TestPostgres;
let books: readonly [ReviewBook, ReviewBook];

beforeAll(async () => {
  postgres = await startTestPostgres();
  books = [openReviewBook(postgres.database, () => NOON), openReviewBook(await postgres.another(), () => NOON)];
});
afterAll(() => postgres.stop());

/** Breaks every connection that holds a lock here, as a restart of the server would; other tests have databases beside. */
async function breakLocks(): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_locks join pg_database on pg_database.oid = pg_locks.database
    where datname = current_database() and locktype = 'advisory' and granted and objsubid = 1`.execute(
    postgres.database.ledger,
  );
}

describe('work under the lock of a pull request', () => {
  it('is done by one at a time, over two programs', async () => {
    const pull = somePull();
    let inside = 0;
    let most = 0;

    await Promise.all(
      Array.from({ length: 30 }, (_, each) =>
        books[each % 2 === 0 ? 0 : 1].exclusively(pull, async () => {
          inside += 1;
          most = Math.max(most, inside);
          await sleep(2);
          inside -= 1;
        }),
      ),
    );

    expect(most).toBe(1);
  });

  it('goes on beside that of other pull requests, and may use the database meanwhile', async () => {
    const pulls = Array.from({ length: 25 }, () => somePull());
    const [book] = books;
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const [first = expect.fail(), ...rest] = pulls;

    const held = book.exclusively(first, () => gate);
    const attempts = await Promise.all(rest.map((pull) => book.exclusively(pull, () => book.attemptOf(pull))));
    release();
    await held;

    expect(attempts).toEqual(rest.map(() => 0));
  });

  it('returns its result, and frees the lock when it throws', async () => {
    const pull = somePull();

    const failed = books[0].exclusively(pull, async () => {
      throw new Error('it broke');
    });

    await expect(failed).rejects.toThrow('it broke');
    expect(await books[1].exclusively(pull, async () => 42)).toBe(42);
    expect(await books[0].exclusively(pull, async () => 43)).toBe(43);
  });

  it('is an error when the lock was lost meanwhile, and can be repeated', async () => {
    const pull = somePull();

    const lost = books[0].exclusively(pull, async () => {
      await breakLocks();
      await sleep(50);
      return 'done';
    });

    await expect(lost).rejects.toMatchObject({
      code: 'outside-failed',
      message: `the lock on acme/quant#${pull.number} was lost while work was done under it`,
    });
    expect(await books[0].exclusively(pull, async () => 'again')).toBe('again');
  });
});
