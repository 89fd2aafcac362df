import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswerShelf } from '../../../src/adapters/postgres/answer-shelf.ts';
import { openDeliveries } from '../../../src/adapters/postgres/deliveries.ts';
import { openFacts } from '../../../src/adapters/postgres/facts.ts';
import { openPublications } from '../../../src/adapters/postgres/publications.ts';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { Publication, Publications } from '../../../src/ports/publications.ts';
import { SOME_QUESTION } from '../../contracts/answer-shelf-contract.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { NOON, somePull, someReview } from './some-review.ts';

let postgres: TestPostgres;
let publications: Publications;

beforeAll(async () => {
  postgres = await startTestPostgres();
  publications = openPublications(postgres.database);
});
afterAll(() => postgres.stop());

function verdictComment(changes: Partial<Publication> = {}, generation = 1): Publication {
  const pull = changes.pull ?? somePull();
  return {
    key: `comment:verdict:${pull.repository.id}:${pull.number}:${generation}`,
    kind: 'comment',
    pull,
    head: 'a'.repeat(40),
    hostId: 3_000_000_000,
    url: 'https://github.example/acme/quant/pull/41#issuecomment-3000000000',
    text: 'REJECTED',
    at: '2026-05-12T07:12:00.000Z',
    ...changes,
  };
}

async function textsOf(key: string): Promise<unknown[]> {
  const { rows } = await sql<{ text: string }>`select text from conclave.publication_texts where key = ${key}
    order by number`.execute(postgres.database.ledger);
  return rows.map(({ text }) => text);
}

describe('what was published', () => {
  it('is found as it was noted', async () => {
    const comment = verdictComment();

    await publications.note(comment);

    expect(await publications.find(comment.key)).toEqual(comment);
    expect(await publications.find('comment:none')).toBeNull();
  });

  it('keeps every text, but the same one once, and the newest stands', async () => {
    const first = verdictComment();
    const second = { ...first, text: 'ACCEPTED', at: '2026-05-12T08:00:00.000Z' };

    await publications.note(first);
    await publications.note(first);
    await publications.note(second);
    await publications.note({ ...second, at: '2026-05-12T08:00:09.000Z' });
    await publications.note({ ...first, text: 'a late one' });

    expect(await publications.find(first.key)).toMatchObject({ text: 'ACCEPTED', at: '2026-05-12T08:00:09.000Z' });
    expect(await textsOf(first.key)).toEqual(['REJECTED', 'ACCEPTED', 'a late one']);
  });

  it('counts the verdict comments of one pull request, not of one whose number begins alike', async () => {
    const pull = { ...somePull(), number: 4 };
    const other = { ...pull, number: 41 };
    for (const generation of [1, 2, 2]) await publications.note(verdictComment({ pull }, generation));
    await publications.note(verdictComment({ pull: other }));
    await publications.note(verdictComment({ pull, key: `comment:status:${pull.repository.id}:4` }));

    expect(await publications.commentGeneration(pull)).toBe(2);
    expect(await publications.commentGeneration(other)).toBe(1);
    expect(await publications.commentGeneration(somePull())).toBe(0);
  });

  it('holds what PostgreSQL refuses as a replacement character', async () => {
    const comment = verdictComment({ text: 'a\u0000b\ud800c 🎉' });

    await publications.note(comment);

    expect((await publications.find(comment.key))?.text).toBe('a\ufffdb\ufffdc 🎉');
  });
});

describe('deliveries', () => {
  const delivery = (id: string) => ({
    id,
    event: 'pull_request',
    action: 'opened',
    repositoryId: 9_000_000_001,
    pull: 41,
    receivedAt: '2026-05-12T07:00:00.000Z',
  });

  it('are new once, however often they come', async () => {
    const deliveries = openDeliveries(postgres.database);

    const noted = await Promise.all([1, 2, 3].map(() => deliveries.note(delivery('d-1'))));
    await deliveries.conclude('d-1', 'a review began');

    expect(noted.filter((isNew) => isNew)).toHaveLength(1);
    expect(await deliveries.known(['d-1', 'd-2'])).toEqual(new Set(['d-1']));
    expect(await deliveries.known([])).toEqual(new Set());
  });
});

describe('facts about the database', () => {
  it('tell the time of an answer, the reviews, the open money and the deliveries', async () => {
    const own = await startTestPostgres();
    let clock = 0;
    const facts = openFacts(own.database, () => {
      clock += 7;
      return clock;
    });
    const book = openReviewBook(own.database, () => NOON);
    const review = someReview(somePull());
    await book.begin(review);
    await openDeliveries(own.database).note({ ...someDelivery, id: 'x' });

    expect(await facts.ping()).toBe(7);
    expect(await facts.reviewsByStatus()).toEqual({
      running: 1,
      replaced: 0,
      published: 0,
      refused: 0,
      cancelled: 0,
      failed: 0,
    });
    expect(await facts.openMoney()).toEqual({ reservations: 0, microUsd: 0 });
    expect(await facts.deliveries()).toBe(1);
    await own.stop();
  });

  it('are an error when the database does not answer', async () => {
    const own = await startTestPostgres();
    await own.stop();

    await expect(openFacts(own.database, () => 0).ping()).rejects.toThrow('after calling end');
  });
});

const someDelivery = {
  event: 'ping',
  action: null,
  repositoryId: null,
  pull: null,
  receivedAt: '2026-04-01T00:00:00.000Z',
};

describe('retention', () => {
  it('deletes old deliveries, replaced texts and kept answers, and never what is published now', async () => {
    const own = await startTestPostgres();
    const notes = openPublications(own.database);
    const deliveries = openDeliveries(own.database);
    await deliveries.note({ ...someDelivery, id: 'old' });
    await deliveries.note({ ...someDelivery, id: 'new', receivedAt: '2026-05-12T00:00:00.000Z' });
    const comment = verdictComment({ at: '2026-03-01T00:00:00.000Z' });
    await notes.note(comment);
    await notes.note({ ...comment, text: 'ACCEPTED', at: '2026-03-02T00:00:00.000Z' });

    const shelf = (at: string) => openAnswerShelf(own.database, somePull(), () => Date.parse(at));
    await shelf('2026-04-30T00:00:00.000Z').keep(SOME_QUESTION, { text: 'old', usage: null });
    await shelf('2026-05-02T00:00:00.000Z').keep(SOME_QUESTION, { text: 'new', usage: null });

    const retired = await openFacts(own.database, () => 0).retire(new Date('2026-05-01T00:00:00.000Z'));

    expect(retired).toEqual({ deliveries: 1, publicationTexts: 1, parseFailures: 0, answers: 1 });
    expect(await deliveries.known(['old', 'new'])).toEqual(new Set(['new']));
    expect((await notes.find(comment.key))?.text).toBe('ACCEPTED');
    await own.stop();
  });
});
