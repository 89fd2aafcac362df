import { createServer } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';
import { AppError, renderError } from '../../../src/kernel/app-error.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

async function complaintOf(url: string): Promise<string> {
  try {
    await (await openDatabase({ home: '', url })).stop();
    return 'no error';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const everything = JSON.stringify([error.facts, String(error.stack), String(error.cause)]);
    return everything.includes('s3cret')
      ? `the password is told: ${everything}`
      : `${error.code} ${renderError(error)}`;
  }
}

function addressWith(changes: { user?: string; password?: string; database?: string }): string {
  const url = new URL(postgres.url);
  url.username = changes.user ?? url.username;
  url.password = changes.password ?? url.password;
  url.pathname = changes.database ?? url.pathname;
  return url.href;
}

describe('a PostgreSQL of the user', () => {
  it('is used as it is and never stopped, its place told without the password', async () => {
    const database = await openDatabase({ home: '', url: postgres.url });
    await database.stop();

    expect(database.place).toBe(`${new URL(postgres.url).host}${new URL(postgres.url).pathname}`);
    expect((await sql`select 1 as one`.execute(postgres.database.ledger)).rows).toEqual([{ one: 1 }]);
  });

  it.each([
    ['nonsense with s3cret', 'the address of the database cannot be read'],
    ['postgres://me:s3cret/with@slash@host:5432/db', 'the address of the database cannot be read'],
    ['mysql://me:s3cret@127.0.0.1/db', 'the address of the database cannot be read'],
  ])('is refused when its address is %s', async (url, expected) => {
    expect(await complaintOf(url)).toContain(`bad-config ${expected}`);
  });

  it('is refused when it does not know the password, the user or the database', async () => {
    const complaints = [
      await complaintOf(addressWith({ password: 's3cret' })),
      await complaintOf(addressWith({ user: 'nobody', password: 's3cret' })),
      await complaintOf(addressWith({ database: '/nowhere' })),
    ];

    expect(complaints[0]).toMatch(/^bad-config .*refuses this user or password/);
    expect(complaints[1]).toMatch(/^bad-config .*refuses this user or password/);
    expect(complaints[2]).toMatch(/^bad-config .*no such database/);
  });

  it('is refused when its host has no name, or does not speak as a PostgreSQL', async () => {
    const stranger = createServer((socket) => socket.end('HTTP/1.1 400 no\r\n\r\n'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const address = stranger.address();
    const port = typeof address === 'object' ? address?.port : 0;

    expect(await complaintOf('postgres://me:s3cret@no-such-host.invalid/db')).toMatch(
      /^outside-failed .*cannot be reached/,
    );
    expect(await complaintOf(`postgres://me:s3cret@127.0.0.1:${port}/db`)).toMatch(
      /^outside-failed .*cannot be reached/,
    );
    stranger.close();
  });

  it('is refused when the user may not make a schema', async () => {
    await sql`create role guest login password 's3cret'`.execute(postgres.database.ledger);

    const complaint = await complaintOf(addressWith({ user: 'guest', password: 's3cret' }));

    expect(complaint).toContain('bad-config');
    expect(complaint).toContain('the user may not make a schema in this database');
    await sql`drop role guest`.execute(postgres.database.ledger);
  });
});
