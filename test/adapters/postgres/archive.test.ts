import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedgerArchive } from '../../../src/adapters/postgres/archive.ts';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { ReviewBeginning, ReviewBook } from '../../../src/ports/review-book.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { NOON, somePull, someReview } from './some-review.ts';
import { finished, someSession } from './some-session.ts';

let postgres: TestPostgres;
let book: ReviewBook;

beforeAll(async () => {
  postgres = await startTestPostgres();
  book = openReviewBook(postgres.database, () => NOON);
});
afterAll(() => postgres.stop());

async function begun(): Promise<ReviewBeginning> {
  const review = someReview(somePull());
  await book.begin(review);
  return review;
}

describe('the archive of a review', () => {
  it('gives the same id to a repetition, and another one to another review', async () => {
    const [review, other] = [await begun(), await begun()];
    const open = ({ key }: ReviewBeginning) => openLedgerArchive(postgres.database, { reviewKey: key }).open(NOON);

    const ids = [await open(review), await open(review), await open(other)];

    expect(ids[0]).toMatch(/^20260512-120000-[0-9a-f]{8}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('keeps the session once and tells where', async () => {
    const review = await begun();
    const archive = openLedgerArchive(postgres.database, { reviewKey: review.key });
    const session = someSession({ id: await archive.open(NOON) });

    const places = [await archive.keep(finished(session)), await archive.keep(finished(session))];

    expect(places[0]).toEqual({
      session: `conclave.sessions ${session.id}`,
      artifact: `conclave.sessions ${session.id} dossier`,
      finops: `conclave.money ${review.key}`,
    });
    expect(places[1]).toEqual(places[0]);
    expect((await book.readSession(session.id))?.session).toEqual(session);
  });

  it('keeps a text that is no answer once', async () => {
    const review = await begun();
    const archive = openLedgerArchive(postgres.database, { reviewKey: review.key });
    const failure = { call: 'ml-engineer/first', model: 'mistral:m', errors: ['score: missing'], text: '{"a":\u0000' };

    const kept = [await archive.keepParseFailure('s', failure), await archive.keepParseFailure('s', failure)];

    expect(kept[0]).toMatch(/^conclave\.parse_failures \d+$/);
    expect(kept[1]).toBe(kept[0]);
  });

  it('is refused before anything is paid when the review never began', async () => {
    await expect(openLedgerArchive(postgres.database, { reviewKey: 'nobody' }).open(NOON)).rejects.toThrow(
      'never began',
    );
  });
});
