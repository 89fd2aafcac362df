import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../../src/adapters/postgres/migrations/migrate.ts';
import { makeDatabase } from '../../fixtures/postgres.ts';

const opened: Database[] = [];

afterAll(async () => {
  await Promise.all(opened.map((each) => each.stop()));
});

async function openAll(count: number): Promise<Database[]> {
  const url = await makeDatabase();
  const databases = await Promise.all(Array.from({ length: count }, () => openDatabase({ home: '', url })));
  opened.push(...databases);
  return databases;
}

describe('the tables', () => {
  it('are made once by four programs that begin at the same time', async () => {
    const databases = await openAll(4);
    const [database = expect.fail()] = databases;

    await Promise.all(databases.map((each) => migrate(each)));

    const { rows } = await sql`select (select count(*) from conclave.kysely_migration) as steps,
      (select count(*) from information_schema.tables where table_schema = 'conclave') as tables`.execute(
      database.ledger,
    );
    expect(rows).toEqual([{ steps: 5, tables: 22 }]);
  });

  it('stay as they are when they are up to date', async () => {
    const [database = expect.fail()] = await openAll(1);
    await migrate(database);
    await sql`insert into conclave.deliveries (id, event, received_at) values ('d', 'ping', now())`.execute(
      database.ledger,
    );

    await migrate(database);

    expect((await sql`select id from conclave.deliveries`.execute(database.ledger)).rows).toEqual([{ id: 'd' }]);
  });

  it('are refused when a newer program has changed them', async () => {
    const [database = expect.fail()] = await openAll(1);
    await migrate(database);
    await sql`insert into conclave.kysely_migration (name, timestamp) values ('0099-future', 'later')`.execute(
      database.ledger,
    );

    await expect(migrate(database)).rejects.toMatchObject({
      code: 'bad-config',
      message: 'the database is newer than this program',
      facts: { expected: expect.stringContaining('0099-future') },
    });
  });
});
