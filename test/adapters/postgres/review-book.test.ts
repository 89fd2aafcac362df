import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { ReviewBook, ReviewEnding } from '../../../src/ports/review-book.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { NOON, somePull, someReview } from './some-review.ts';

let postgres: TestPostgres;
let book: ReviewBook;

beforeAll(async () => {
  postgres = await startTestPostgres();
  book = openReviewBook(postgres.database, () => NOON);
});
afterAll(() => postgres.stop());

const PUBLISHED: ReviewEnding = {
  kind: 'published',
  sessionId: '20260512-071004-4be19c02',
  conclusion: 'failure',
  at: '2026-05-12T07:12:00.000Z',
};

describe('the beginning of a review', () => {
  it('makes it the one that speaks for its pull request', async () => {
    const pull = somePull();
    const review = someReview(pull);

    const begun = await book.begin(review);

    expect(begun).toEqual({ kind: 'begun', replaced: [] });
    expect(await book.isCurrent(review.key)).toBe(true);
    expect(await book.current(pull)).toMatchObject({ ...review, status: 'running', endedAt: null });
  });

  it('replaces those that still ran, and only those of its pull request', async () => {
    const pull = somePull();
    const other = someReview(somePull(pull.repository.id));
    const earlier = someReview(pull);
    await book.begin(other);
    await book.begin(earlier);

    const begun = await book.begin(someReview(pull, { head: 'b'.repeat(40) }));

    expect(begun).toMatchObject({ kind: 'begun', replaced: [{ key: earlier.key, status: 'replaced' }] });
    expect(await book.isCurrent(earlier.key)).toBe(false);
    expect(await book.isCurrent(other.key)).toBe(true);
  });

  it('is known when its key is on record, and changes nothing then', async () => {
    const pull = somePull();
    const first = someReview(pull);
    const second = someReview(pull);
    await book.begin(first);
    await book.end(first.key, PUBLISHED);
    await book.begin(second);

    const again = await book.begin(first);

    expect(again).toMatchObject({ kind: 'known', review: { key: first.key, status: 'published' } });
    expect((await book.current(pull))?.key).toBe(second.key);
    expect((await book.find(second.key))?.status).toBe('running');
  });

  it('leaves one running when ten begin at the same time', async () => {
    const pull = somePull();
    const reviews = Array.from({ length: 10 }, () => someReview(pull));

    await Promise.all(reviews.map((review) => book.begin(review)));

    const rows = await Promise.all(reviews.map(({ key }) => book.find(key)));
    expect(rows.filter((row) => row?.status === 'running').map((row) => row?.key)).toEqual([
      (await book.current(pull))?.key,
    ]);
  });
});

describe('the end of a review', () => {
  it('is noted once: the first ending stands', async () => {
    const review = someReview(somePull());
    await book.begin(review);

    await book.end(review.key, { kind: 'refused', reason: 'no key', cause: 'models', at: '2026-05-12T07:11:00.000Z' });
    await book.end(review.key, { kind: 'failed', reason: 'late', sessionId: null, at: '2026-05-12T07:13:00.000Z' });

    expect(await book.find(review.key)).toMatchObject({
      status: 'refused',
      reason: 'no key',
      cause: 'models',
      endedAt: '2026-05-12T07:11:00.000Z',
    });
  });

  it('stays replaced when a replaced review is cancelled, and is published when its verdict was', async () => {
    const pull = somePull();
    const [first, second] = [someReview(pull), someReview(pull)];
    await book.begin(first);
    await book.begin(second);
    await book.begin(someReview(pull));

    await book.end(first.key, { kind: 'cancelled', reason: 'a newer head', at: '2026-05-12T07:11:00.000Z' });
    await book.end(second.key, PUBLISHED);

    expect(await book.find(first.key)).toMatchObject({ status: 'replaced', reason: 'a newer head' });
    expect(await book.find(second.key)).toMatchObject({ status: 'published', reason: null });
  });

  it('of a review that never began is an error', async () => {
    await expect(book.end('nobody', PUBLISHED)).rejects.toThrow('never began');
  });

  it('by publication makes it the last verdict', async () => {
    const pull = somePull();
    const [first, second] = [someReview(pull), someReview(pull)];

    const before = await book.lastVerdict(pull);
    await book.begin(first);
    await book.end(first.key, PUBLISHED);
    await book.begin(second);

    expect(before).toBeNull();
    expect(await book.lastVerdict(pull)).toMatchObject({
      key: first.key,
      sessionId: PUBLISHED.kind === 'published' ? PUBLISHED.sessionId : '',
      conclusion: 'failure',
    });
  });
});

describe('the cancellation of what runs', () => {
  it('ends it, but for the review that is excepted, and finds nothing the second time', async () => {
    const pull = somePull();
    const review = someReview(pull);
    await book.begin(review);

    const spared = await book.cancelRunning(pull, { why: 'a new head', exceptKey: review.key });
    const cancelled = await book.cancelRunning(pull, { why: 'the pull request was closed', exceptKey: null });
    const again = await book.cancelRunning(pull, { why: 'closed', exceptKey: null });

    expect(spared).toEqual([]);
    expect(cancelled).toMatchObject([
      {
        key: review.key,
        status: 'cancelled',
        reason: 'the pull request was closed',
        endedAt: '2026-05-12T12:00:00.000Z',
      },
    ]);
    expect(again).toEqual([]);
    expect(await book.isCurrent(review.key)).toBe(false);
  });
});

describe('a repository', () => {
  it('is remembered under its newest name', async () => {
    const pull = somePull();
    await book.begin(someReview(pull));

    await book.rememberRepository({ ...pull.repository, name: 'quant-next', installation: 78 });
    await book.forgetRepository(pull.repository.id);

    expect((await book.current(pull))?.pull.repository).toEqual({
      ...pull.repository,
      name: 'quant-next',
      installation: 78,
    });
  });
});

describe('the attempt of a pull request', () => {
  it('is raised once for each cause', async () => {
    const pull = somePull();

    const before = await book.attemptOf(pull);
    const raised = await Promise.all(['a', 'b', 'a', 'b', 'a'].map((cause) => book.raiseAttempt(pull, cause)));

    expect(before).toBe(0);
    expect(new Set(raised)).toEqual(new Set([1, 2]));
    expect(raised[0]).toBe(raised[4]);
    expect(await book.attemptOf(pull)).toBe(2);
  });
});
