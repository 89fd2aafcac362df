import { sql } from 'kysely';
import { z } from 'zod';
import type { ReviewRow } from '../../../ports/review-book.ts';

const Row = z.object({
  key: z.string(),
  repository_id: z.int(),
  owner: z.string(),
  name: z.string(),
  installation: z.int(),
  pull: z.int(),
  head: z.string(),
  merge_base: z.string(),
  base_branch: z.string(),
  attempt: z.int(),
  session_type: z.string(),
  asked_by: z.string().nullable(),
  began_at: z.string(),
  status: z.enum(['running', 'replaced', 'published', 'refused', 'cancelled', 'failed']),
  reason: z.string().nullable(),
  cause: z.enum(['configuration', 'budget', 'models', 'unreadable', 'stranger', 'routing']).nullable(),
  session_id: z.string().nullable(),
  conclusion: z.enum(['success', 'failure', 'neutral', 'action_required', 'cancelled']).nullable(),
  ended_at: z.string().nullable(),
});

/** The columns of a review with those of its repository, from `reviews review join repositories repository`. */
export const reviewColumns = sql.raw(
  ['key', 'repository_id', 'pull', 'head', 'merge_base', 'base_branch', 'attempt', 'session_type', 'asked_by']
    .concat(['began_at', 'status', 'reason', 'cause', 'session_id', 'conclusion', 'ended_at'])
    .map((column) => `review.${column}`)
    .concat(['owner', 'name', 'installation'].map((column) => `repository.${column}`))
    .join(', '),
);

/** Reads one row of a review. */
export function parseReview(row: unknown): ReviewRow {
  const read = Row.parse(row);
  return {
    key: read.key,
    pull: {
      repository: { id: read.repository_id, owner: read.owner, name: read.name, installation: read.installation },
      number: read.pull,
    },
    head: read.head,
    mergeBase: read.merge_base,
    baseBranch: read.base_branch,
    attempt: read.attempt,
    sessionType: read.session_type,
    askedBy: read.asked_by,
    beganAt: read.began_at,
    status: read.status,
    reason: read.reason,
    cause: read.cause,
    sessionId: read.session_id,
    conclusion: read.conclusion,
    endedAt: read.ended_at,
  };
}
