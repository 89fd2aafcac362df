import type { PullRef } from '../../../src/change/pull-request.ts';
import type { ReviewBeginning } from '../../../src/ports/review-book.ts';

let numbers = 0;

/** A pull request that no other test uses. */
export function somePull(repositoryId = 9_000_000_001 + numbers): PullRef {
  numbers += 1;
  const repository = { id: repositoryId, owner: 'acme', name: 'quant', installation: 77 };
  return { repository, number: numbers };
}

/** The beginning of a review of a pull request. */
export function someReview(pull: PullRef, changes: Partial<ReviewBeginning> = {}): ReviewBeginning {
  numbers += 1;
  return {
    key: `review-${numbers}`,
    pull,
    head: 'a1b2c3d4'.repeat(5),
    mergeBase: '90f7d1c4'.repeat(5),
    baseBranch: 'main',
    attempt: 0,
    sessionType: 'pr_review',
    askedBy: null,
    beganAt: '2026-05-12T07:10:00.000Z',
    ...changes,
  };
}

/** A moment of the day on which the tests happen. */
export const NOON: number = Date.parse('2026-05-12T12:00:00.000Z');
