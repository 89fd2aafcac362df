import type { Ruled } from '../committee/lifted.ts';
import type { Session } from '../committee/session.ts';
import type { ReviewPlace } from './check-key.ts';

/** A finished session and the review that it was held for. */
export interface FinishedReview {
  readonly review: ReviewPlace;
  readonly session: Session;
}

/** A finished session as people's decisions leave it. */
export interface RuledReview extends FinishedReview {
  readonly ruled: Ruled;
}
