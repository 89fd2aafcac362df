import type { ReviewComment } from '../review-records.ts';
import { accountOf, type Pull, type World } from '../world.ts';
import { nodeId, presentActor } from './account.ts';
import { associationOf, noReactions, pullPage } from './pull.ts';
import { repositoryUrl } from './repository.ts';

/** A comment on lines or a file of a pull request. */
export function presentReviewComment(
  world: World,
  pull: Pull,
  comment: ReviewComment,
): Readonly<Record<string, unknown>> {
  const { id, root, reviewId, by, commit, at, path, lines, body, edited, reactions } = comment;
  const self = `${repositoryUrl(world, pull.repository)}/pulls/comments/${id}`;
  const about = `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`;
  const html = `${pullPage(pull)}#discussion_r${id}`;
  const counts: Record<string, number> = { ...noReactions };
  for (const { content } of reactions) counts[content] = (counts[content] ?? 0) + 1;
  return {
    url: self,
    pull_request_review_id: reviewId,
    id,
    node_id: nodeId('PullRequestReviewComment', id),
    diff_hunk: '@@ -1 +1 @@',
    path,
    position: 1,
    original_position: 1,
    commit_id: commit,
    original_commit_id: commit,
    ...(root === id ? {} : { in_reply_to_id: root }),
    user: presentActor(world, accountOf(world, by)),
    body,
    created_at: at,
    updated_at: edited?.at ?? at,
    html_url: html,
    pull_request_url: about,
    author_association: associationOf(pull, by),
    _links: { self: { href: self }, html: { href: html }, pull_request: { href: about } },
    start_line: lines?.start ?? null,
    original_start_line: lines?.start ?? null,
    start_side: lines === null || lines.start === null ? null : lines.side,
    ...(lines === null ? {} : { line: lines.line, original_line: lines.line }),
    side: lines?.side ?? 'RIGHT',
    subject_type: lines === null ? 'file' : 'line',
    reactions: { url: `${self}/reactions`, total_count: reactions.length, ...counts },
  };
}
