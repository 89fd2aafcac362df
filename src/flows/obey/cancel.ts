import type { Answer } from '../../committee/answer-comment/answer.ts';
import { dropReviews } from '../drop-reviews.ts';
import { timeOf } from '../pull-ports.ts';
import type { Commander, ObeyPorts } from './commander.ts';

/** Ends what runs on a pull request; its check stays without a verdict until someone asks again. */
export async function cancelReviews({ pull, comment }: Commander, ports: ObeyPorts): Promise<Answer> {
  const dropped = await dropReviews(pull, { kind: 'cancelled', by: comment.author }, ports);
  if (dropped.length > 0) {
    await ports.journal.step('note the cancellation', () =>
      ports.audit.append({
        repositoryId: pull.repository.id,
        cause: `comment ${comment.id}`,
        act: 'review.cancelled',
        actor: comment.author,
        subject: `#${pull.number}`,
        detail: { reviews: dropped.length },
        at: timeOf(ports),
      }),
    );
  }
  return { kind: 'cancelled', heads: dropped.map(({ head }) => head) };
}
