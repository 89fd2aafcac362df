import type { Comment, Reaction, World } from '../world.ts';
import { nodeId, presentAccount } from './account.ts';
import { presentApp } from './app.ts';
import { associationOf, noReactions, topicPage } from './pull.ts';
import { repositoryUrl } from './repository.ts';

/** A comment, with the app that wrote it where one did. */
export function presentComment(world: World, comment: Comment): Readonly<Record<string, unknown>> {
  const { id, topic, author, app, reactions } = comment;
  const url = `${repositoryUrl(world, topic.repository)}/issues/comments/${id}`;
  const counts: Record<string, number> = { ...noReactions };
  for (const { content } of reactions) counts[content] = (counts[content] ?? 0) + 1;
  return {
    url,
    html_url: `${topicPage(topic)}#issuecomment-${id}`,
    issue_url: `${repositoryUrl(world, topic.repository)}/issues/${topic.number}`,
    id,
    node_id: nodeId('IssueComment', id),
    user: presentAccount(world, author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(topic, author.login),
    body: comment.body,
    reactions: { url: `${url}/reactions`, total_count: reactions.length, ...counts },
    performed_via_github_app: app === null ? null : presentApp(world, app),
  };
}

/** A reaction on a comment. */
export function presentReaction(world: World, { id, user, content, createdAt }: Reaction): object {
  return { id, node_id: nodeId('Reaction', id), user: presentAccount(world, user), content, created_at: createdAt };
}
