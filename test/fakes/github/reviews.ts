import { presentPull } from './presented/pull.ts';
import { presentReview } from './presented/review.ts';
import type { Review } from './records.ts';
import { settleRequests } from './requested.ts';
import { accountOf, type Pull, timestamp, type World } from './world.ts';

/** A review to give. */
export interface ReviewOrder {
  readonly author: string;
  readonly state: Exclude<Review['state'], 'DISMISSED'>;
  readonly body?: string;
  /** The head unless told otherwise. */
  readonly commit?: string;
}

/** Gives a review and says so. */
export function addReview(world: World, pull: Pull, { author, state, body = '', commit }: ReviewOrder): Review {
  const { login } = accountOf(world, author);
  const at = timestamp(world.now());
  const review: Review = { id: world.nextId(), by: login, body, commit: commit ?? pull.headSha, at, state };
  pull.reviews.push(review);
  settleRequests(world, pull, login);
  tell(world, pull, { review, action: 'submitted', by: login });
  return review;
}

/** Takes the weight from a review. */
export function dismissReview(world: World, pull: Pull, id: number): void {
  const review = pull.reviews.find((each) => each.id === id);
  if (review === undefined) throw new Error(`no review ${id}`);
  review.state = 'DISMISSED';
  tell(world, pull, { review, action: 'dismissed', by: pull.repository.owner.login });
}

interface Told {
  readonly review: Review;
  readonly action: string;
  readonly by: string;
}

/** A webhook writes the state in small letters. */
function tell(world: World, pull: Pull, { review, action, by }: Told): void {
  const { repository } = pull;
  const presented = { ...presentReview(world, pull, review), state: review.state.toLowerCase() };
  const payload = { action, review: presented, pull_request: presentPull(world, pull) };
  world.announce({ event: 'pull_request_review', repository, sender: accountOf(world, by), payload });
}
