import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMoneyLedger } from '../../../src/adapters/postgres/money-ledger.ts';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { MoneyLedger } from '../../../src/ports/money.ts';
import type { BudgetClaim, ReviewBeginning, ReviewBook } from '../../../src/ports/review-book.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { NOON, somePull, someReview } from './some-review.ts';

let postgres: TestPostgres;
let book: ReviewBook;

beforeAll(async () => {
  postgres = await startTestPostgres();
  book = openReviewBook(postgres.database, () => NOON);
});
afterAll(() => postgres.stop());

const MODEL = 'mistral:mistral-large-latest';
const OTHER = 'google:gemini-2.5-pro';
const CALL = 'ml-engineer/first';
const DAY = '2026-05-12';
const paid = (microUsd: number) => ({ kind: 'paid', microUsd, inputTokens: 100, outputTokens: 20 }) as const;

function ledgerOf({ key, pull }: ReviewBeginning, now = NOON): MoneyLedger {
  const payer = { reviewKey: key, repositoryId: pull.repository.id, pull: pull.number };
  return openMoneyLedger(postgres.database, payer, () => now);
}

async function begun(pull = somePull()): Promise<ReviewBeginning> {
  const review = someReview(pull);
  await book.begin(review);
  return review;
}

function claimOf({ key, pull }: ReviewBeginning, changes: Partial<BudgetClaim> = {}): BudgetClaim {
  return {
    key,
    repositoryId: pull.repository.id,
    sessionMicroUsd: 2_000,
    dayCapMicroUsd: 10_000,
    day: DAY,
    ...changes,
  };
}

describe('the money of a call', () => {
  it('was not lost when the call was never tried, or was released', async () => {
    const ledger = ledgerOf(await begun());

    const before = await ledger.interruptedTries(CALL, MODEL);
    await ledger.reserve(CALL, MODEL, 500);
    await ledger.settle(CALL, MODEL, { kind: 'released' });

    expect(before).toBe(0);
    expect(await ledger.interruptedTries(CALL, MODEL)).toBe(0);
  });

  it('of tries whose answer was never recorded is their price, or the worst where nobody knows it', async () => {
    const review = await begun();
    const [first, second] = [ledgerOf(review), ledgerOf(review)];
    await first.reserve(CALL, MODEL, 500);
    await second.reserve(CALL, MODEL, 600);
    await second.settle(CALL, MODEL, paid(40));
    await second.reserve(CALL, MODEL, 7_000);
    await second.settle(CALL, MODEL, { kind: 'possibly-spent' });
    await second.reserve(CALL, OTHER, 80_000);
    await ledgerOf(await begun()).reserve(CALL, MODEL, 900_000);

    expect(await second.interruptedTries(CALL, MODEL)).toBe(500 + 40 + 7_000);
  });

  it('is settled once: a repetition does not take the reservation of a lost try', async () => {
    const review = await begun();
    const ledger = ledgerOf(review);
    await ledger.reserve(CALL, MODEL, 500);
    await ledger.reserve(CALL, MODEL, 600);

    await ledger.settle(CALL, MODEL, paid(40));
    await ledger.settle(CALL, MODEL, paid(40));

    expect(await book.spending(review.pull)).toEqual({
      pullMicroUsd: 40,
      pullPossiblySpentMicroUsd: 500,
      dayMicroUsd: 540,
      sessions: 0,
    });
  });

  it('cannot be settled without a reservation', async () => {
    await expect(ledgerOf(await begun()).settle(CALL, MODEL, paid(1))).rejects.toThrow('never reserved');
  });
});

describe('spending', () => {
  it('counts the day of the repository in UTC, and the pull request for all days', async () => {
    const review = await begun();
    const sibling = await begun({ ...somePull(), repository: review.pull.repository });
    const before = ledgerOf(review, Date.parse('2026-05-11T23:59:59.999Z'));
    await before.reserve(CALL, MODEL, 10);
    await before.settle(CALL, MODEL, paid(5));
    const midnight = ledgerOf(review, Date.parse('2026-05-12T00:00:00.000Z'));
    await midnight.reserve(CALL, MODEL, 100);
    await midnight.settle(CALL, MODEL, paid(50));
    await ledgerOf(sibling).reserve(CALL, MODEL, 7);

    expect(await book.spending(review.pull)).toMatchObject({
      pullMicroUsd: 55,
      pullPossiblySpentMicroUsd: 0,
      dayMicroUsd: 57,
    });
    expect(await book.spending(somePull())).toMatchObject({ pullMicroUsd: 0, dayMicroUsd: 0 });
  });
});

describe('a claim on the budget of the day', () => {
  it('is granted up to the cap and no further, when twenty ask at once from two programs', async () => {
    const { repository } = somePull();
    const reviews = await Promise.all(Array.from({ length: 20 }, () => begun({ ...somePull(), repository })));
    const other = openReviewBook(await postgres.another(), () => NOON);

    const answers = await Promise.all(
      reviews.map((review, each) => (each % 2 === 0 ? book : other).claimBudget(claimOf(review))),
    );

    expect(answers.filter(({ kind }) => kind === 'claimed')).toHaveLength(5);
    expect(answers.find(({ kind }) => kind === 'refused')).toMatchObject({ spentMicroUsd: 0, claimedMicroUsd: 10_000 });
  });

  it('is made once for a review', async () => {
    const review = await begun();

    for (let each = 0; each < 8; each += 1) {
      expect(await book.claimBudget(claimOf(review, { dayCapMicroUsd: 2_000 }))).toEqual({ kind: 'claimed' });
    }
  });

  it('counts what a running review used once, within its claim', async () => {
    const review = await begun();
    const next = await begun({ ...somePull(), repository: review.pull.repository });
    await book.claimBudget(claimOf(review));
    await ledgerOf(review).reserve(CALL, MODEL, 1_500);

    const answer = await book.claimBudget(claimOf(next, { dayCapMicroUsd: 3_999 }));

    expect(answer).toEqual({ kind: 'refused', spentMicroUsd: 1_500, claimedMicroUsd: 500 });
  });

  it('of a review that ended counts what it spent or may have spent alone', async () => {
    const review = await begun();
    const next = await begun({ ...somePull(), repository: review.pull.repository });
    await book.claimBudget(claimOf(review));
    const ledger = ledgerOf(review);
    await ledger.reserve(CALL, MODEL, 900);
    await ledger.settle(CALL, MODEL, paid(300));
    await ledger.reserve('chair', MODEL, 100);
    await book.end(review.key, { kind: 'failed', reason: 'it broke', sessionId: null, at: '2026-05-12T12:00:00.000Z' });

    expect(await book.claimBudget(claimOf(next, { dayCapMicroUsd: 2_399 }))).toEqual({
      kind: 'refused',
      spentMicroUsd: 400,
      claimedMicroUsd: 0,
    });
    expect(await book.claimBudget(claimOf(next, { dayCapMicroUsd: 2_400 }))).toEqual({ kind: 'claimed' });
  });

  it('of yesterday counts while its review still runs; money of yesterday does not', async () => {
    const review = await begun();
    const next = await begun({ ...somePull(), repository: review.pull.repository });
    await book.claimBudget(claimOf(review, { day: '2026-05-11' }));
    const yesterday = ledgerOf(review, Date.parse('2026-05-11T12:00:00.000Z'));
    await yesterday.reserve(CALL, MODEL, 800);
    await yesterday.settle(CALL, MODEL, paid(800));

    const answer = await book.claimBudget(claimOf(next, { dayCapMicroUsd: 3_000 }));

    expect(answer).toEqual({ kind: 'refused', spentMicroUsd: 0, claimedMicroUsd: 1_200 });
  });
});
