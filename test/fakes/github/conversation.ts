import { commentsOf, topicPage } from './presented/pull.ts';
import type { Annotation, Check, Comment, Pull, Topic, World } from './world.ts';

/** A comment as plain data. */
export interface SaidComment {
  readonly id: number;
  readonly url: string;
  readonly author: string;
  readonly body: string;
  /** The app that wrote it; null for a person. */
  readonly app: string | null;
  readonly createdAt: string;
  readonly edits: number;
  readonly reactions: readonly { readonly author: string; readonly content: string }[];
}

/** A check run as plain data. */
export interface ShownCheck {
  readonly id: number;
  readonly name: string;
  readonly app: string;
  readonly headSha: string;
  readonly externalId: string;
  readonly detailsUrl: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: readonly Annotation[];
  readonly edits: number;
}

/** What stands on a pull request, for assertions and for a page that shows it. */
export interface Conversation {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: string;
  readonly state: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly headSha: string;
  readonly comments: readonly SaidComment[];
  /** On the head, on every commit that was the head and on merge groups, oldest first. */
  readonly checks: readonly ShownCheck[];
}

/** Reads what stands on a pull request. */
export function conversationOf(world: World, pull: Pull): Conversation {
  const { number, title, body, author, state, draft, labels, headSha, heads, repository } = pull;
  const checks = [...world.checks.values()].filter(
    (each) => each.repository === repository && heads.includes(each.headSha),
  );
  return {
    number,
    title,
    body,
    author: author.login,
    state: pull.mergedAt === null ? state : 'merged',
    draft,
    labels: labels.map(({ name }) => name),
    headSha,
    comments: conversationComments(world, pull),
    checks: checks.map(shown),
  };
}

/** What was said on a pull request or an issue, oldest first. */
export function conversationComments(world: World, topic: Topic): readonly SaidComment[] {
  return commentsOf(world, topic).map(said);
}

function said({ id, topic, author, body, app, createdAt, edits, reactions }: Comment): SaidComment {
  const url = `${topicPage(topic)}#issuecomment-${id}`;
  const given = reactions.map(({ user, content }) => ({ author: user.login, content }));
  return { id, url, author: author.login, body, app: app?.slug ?? null, createdAt, edits, reactions: given };
}

function shown({ app, annotations, ...check }: Check): ShownCheck {
  const { id, name, headSha, externalId, detailsUrl, status, conclusion, title, summary, text, edits } = check;
  const facts = { id, name, headSha, externalId, detailsUrl, status, conclusion, title, summary, text, edits };
  return { ...facts, app: app.slug, annotations: [...annotations] };
}
