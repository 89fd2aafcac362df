import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibraryMoney } from '../../../src/adapters/postgres/library-money.ts';
import { dropUnused, openLibraryShelf } from '../../../src/adapters/postgres/library-shelf.ts';
import { libraryMoneyContract } from '../../contracts/library-money-contract.ts';
import { libraryShelfContract, someDocument, VECTOR } from '../../contracts/library-shelf-contract.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';

const NOON = Date.parse('2026-05-12T12:00:00Z');
const DAY_MS = 86_400_000;
const MODEL = 'mistral:mistral-embed';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

async function empty(): Promise<void> {
  await sql`truncate conclave.library_documents, conclave.library_vectors, conclave.library_money`.execute(
    postgres.database.ledger,
  );
}

const shelfAt = (now: number) => openLibraryShelf(postgres.database, () => now);

libraryShelfContract('PostgreSQL', async () => {
  await empty();
  return shelfAt(NOON);
});

libraryMoneyContract('PostgreSQL', async () => {
  await empty();
  let now = NOON;
  return {
    open: (payer) => openLibraryMoney(postgres.database, payer, () => now),
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
});

describe('the shelf in PostgreSQL', () => {
  it('takes a text with characters that PostgreSQL refuses', async () => {
    await empty();

    await shelfAt(NOON).keepDocuments(new Map([['key', someDocument('a\u0000b\ud800c')]]));

    const found = (await shelfAt(NOON).findDocuments(['key'])).get('key');
    expect(found?.text).toContain('a\ufffdb\ufffdc');
    expect(found?.pieces[0]?.text).toBe('a\ufffdb\ufffdc');
  });

  it('takes a row that is not as it was written for one that is missing', async () => {
    await empty();
    await shelfAt(NOON).keepDocuments(new Map([['key', someDocument()]]));
    await shelfAt(NOON).keepVectors(MODEL, new Map([['hash', VECTOR]]));

    await sql`update conclave.library_documents set pieces = '[{"text": 1}]'`.execute(postgres.database.ledger);
    await sql`update conclave.library_vectors set vector = '\\x0102'`.execute(postgres.database.ledger);

    expect(await shelfAt(NOON).findDocuments(['key'])).toEqual(new Map());
    expect(await shelfAt(NOON).findVectors(MODEL, ['hash'])).toEqual(new Map());
  });

  it('drops what nobody used for long, and nothing else', async () => {
    await empty();
    await shelfAt(NOON).keepDocuments(
      new Map([
        ['old', someDocument()],
        ['used', someDocument()],
      ]),
    );
    await shelfAt(NOON).keepVectors(
      MODEL,
      new Map([
        ['old', VECTOR],
        ['used', VECTOR],
      ]),
    );
    const later = NOON + 100 * DAY_MS;
    await shelfAt(later).findDocuments(['used']);
    await shelfAt(later).findVectors(MODEL, ['used']);

    const dropped = await dropUnused(postgres.database, new Date(later - 90 * DAY_MS));

    expect(dropped).toBe(2);
    expect([...(await shelfAt(later).findDocuments(['old', 'used'])).keys()]).toEqual(['used']);
    expect([...(await shelfAt(later).findVectors(MODEL, ['old', 'used'])).keys()]).toEqual(['used']);
  });
});
