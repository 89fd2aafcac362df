import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import type { Session } from '../committee/session.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import type { TakeUpOrder } from '../routing/review-ticket.ts';
import type { PullPorts } from './pull-ports.ts';

/** What a review on record is good for when its pull request is looked at again. */
export type Judged =
  /** It stands; with a session when that is to be published once more. */
  | { readonly kind: 'answers'; readonly session: Session | null }
  /** It was noted, and the program died before it began; `replaced` are those that it was to stop. */
  | { readonly kind: 'never-started'; readonly replaced: readonly ReviewRow[] }
  /** Another one spoke meanwhile, or it was stopped; its own session answers where there is one. */
  | { readonly kind: 'left-behind'; readonly session: Session | null };

/** A review on record, with the one that spoke for the pull request before. */
export interface Recorded {
  readonly review: ReviewRow;
  readonly standing: ReviewRow | null;
}

/** Judges whether a review on record still answers for its pull request. */
export async function judgeRecord(order: TakeUpOrder, recorded: Recorded, ports: PullPorts): Promise<Judged> {
  const { review, standing } = recorded;
  const speaks = standing?.key === review.key;
  switch (review.status) {
    case 'published': {
      if (speaks && !order.again) return { kind: 'answers', session: null };
      const session = await readSession(review, ports);
      return { kind: speaks || session === null ? 'answers' : 'left-behind', session };
    }
    case 'running':
      return judgeRunning(recorded, ports);
    case 'replaced':
      return { kind: 'left-behind', session: null };
    case 'cancelled':
      return speaks && !order.again && wasByPerson(review) ? standsSilent : { kind: 'left-behind', session: null };
    case 'failed': {
      // Another attempt is for people, or for the round; what was held and kept is published now.
      const session = speaks && !order.again ? null : await readSession(review, ports);
      return session === null ? standsSilent : { kind: 'left-behind', session };
    }
    case 'refused':
      return standsSilent;
    default:
      return review.status satisfies never;
  }
}

const standsSilent: Judged = { kind: 'answers', session: null };

async function readSession({ sessionId }: ReviewRow, { journal, book }: PullPorts): Promise<Session | null> {
  if (sessionId === null) return null;
  const kept = await journal.step('read the session', () => book.readSession(sessionId));
  return kept?.session ?? null;
}

async function judgeRunning({ review, standing }: Recorded, { journal, book, stories }: PullPorts): Promise<Judged> {
  return journal.step('see whether it was started', async (): Promise<Judged> => {
    if ((await stories.isReviewAlive(review.key)) !== null) return standsSilent;
    const before = standing === null || standing.key === review.key ? null : await book.find(standing.key);
    return { kind: 'never-started', replaced: before?.status === 'replaced' ? [before] : [] };
  });
}

/** A person who cancelled meant it; what ended because of a push or a close is due again when that is taken back. */
function wasByPerson({ reason }: ReviewRow): boolean {
  return reason === renderNoticeCheck({ kind: 'cancelled', by: '' }).output.title;
}
