import { presentComment } from './presented/comment.ts';
import { presentTopic } from './presented/issue.ts';
import { type Account, type AppIdentity, type Comment, type Topic, timestamp, type World } from './world.ts';

/** A comment to write. */
export interface CommentOrder {
  readonly author: Account;
  readonly app: AppIdentity | null;
  readonly body: string;
}

/** Writes a comment and says so. */
export function addComment(world: World, topic: Topic, { author, app, body }: CommentOrder): Comment {
  const now = timestamp(world.now());
  const comment: Comment = {
    id: world.nextId(),
    topic,
    author,
    app,
    createdAt: now,
    updatedAt: now,
    reactions: [],
    body,
    edits: 0,
  };
  world.comments.set(comment.id, comment);
  tell(world, comment, { action: 'created', sender: author });
  return comment;
}

/** Writes a comment over. */
export function editComment(world: World, comment: Comment, body: string, sender = comment.author): void {
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = timestamp(world.now());
  comment.edits += 1;
  tell(world, comment, { action: 'edited', sender, changes });
}

/** Takes a comment away. */
export function removeComment(world: World, comment: Comment, sender = comment.author): void {
  world.comments.delete(comment.id);
  tell(world, comment, { action: 'deleted', sender });
}

/** Puts a reaction on a comment; null when the same account gave the same one already. */
export function addReaction(world: World, comment: Comment, user: Account, content: string) {
  const existing = comment.reactions.find((each) => each.content === content && each.user.id === user.id);
  if (existing !== undefined) return { reaction: existing, created: false };
  const reaction = { id: world.nextId(), content, user, createdAt: timestamp(world.now()) };
  comment.reactions.push(reaction);
  return { reaction, created: true };
}

function tell(world: World, comment: Comment, said: { action: string; sender: Account; changes?: object }): void {
  const { sender, ...payload } = said;
  const about = { issue: presentTopic(world, comment.topic), comment: presentComment(world, comment) };
  world.announce({
    event: 'issue_comment',
    repository: comment.topic.repository,
    sender,
    payload: { ...payload, ...about },
  });
}
