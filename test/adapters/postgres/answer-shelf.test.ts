import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswerShelf } from '../../../src/adapters/postgres/answer-shelf.ts';
import { answerShelfContract, SOME_QUESTION } from '../../contracts/answer-shelf-contract.ts';
import { openMemoryAnswers } from '../../fakes/memory-answers.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { NOON, somePull } from './some-review.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const openShelf = () => openAnswerShelf(postgres.database, somePull(), () => NOON);

answerShelfContract('PostgreSQL', async () => openShelf());
answerShelfContract('a memory', async () => openMemoryAnswers());

describe('the shelf of answers in PostgreSQL', () => {
  it('takes a text with characters that PostgreSQL refuses', async () => {
    const shelf = openShelf();

    await shelf.keep(SOME_QUESTION, { text: 'a\u0000b\ud800c', usage: null });

    expect((await shelf.find(SOME_QUESTION))?.text).toBe('a\ufffdb\ufffdc');
  });

  it('takes a row that is not as it was written for one that is missing', async () => {
    const shelf = openShelf();
    await shelf.keep(SOME_QUESTION, { text: 'an answer', usage: null });

    await sql`update conclave.answers set usage = '{"inputTokens": "many"}'`.execute(postgres.database.ledger);

    expect(await shelf.find(SOME_QUESTION)).toBeNull();
  });
});
