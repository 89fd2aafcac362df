import { z } from 'zod';
import { PullRef, RepositoryRef } from '../change/pull-request.ts';

/** A comment on a pull request, as it was written; its words are data, the right of its author is looked up later. */
export const NewComment = z.strictObject({
  id: z.int(),
  body: z.string(),
  author: z.string(),
  authorKind: z.enum(['person', 'bot']),
  createdAt: z.string(),
});
export type NewComment = Readonly<z.infer<typeof NewComment>>;

/** A comment that may hold a command, and where it stands. */
export const CommandOrder = z.strictObject({ pull: PullRef, comment: NewComment });
export type CommandOrder = Readonly<z.infer<typeof CommandOrder>>;

/** What a delivery of the host asks of us, in plain words and without what only it would know. */
export const DeliveryRequest = z.discriminatedUnion('kind', [
  /** Something about a pull request changed that may change its review. */
  z.strictObject({ kind: z.literal('pull-changed'), pull: PullRef, again: z.boolean() }),
  z.strictObject({ kind: z.literal('pull-closed'), pull: PullRef, merged: z.boolean() }),
  z.strictObject({ kind: z.literal('comment'), pull: PullRef, comment: NewComment }),
  /** A command about an incident, on an issue or a pull request. */
  z.strictObject({
    kind: z.literal('incident-comment'),
    repository: RepositoryRef,
    number: z.int().positive(),
    comment: NewComment,
  }),
  /** A question about operations on an issue that is no pull request. */
  z.strictObject({
    kind: z.literal('ops-comment'),
    repository: RepositoryRef,
    number: z.int().positive(),
    comment: NewComment,
  }),
  /** A person replied in a conversation on lines; who asks what there is read when it is heard. */
  z.strictObject({ kind: z.literal('thread-answered'), pull: PullRef }),
  /** Somebody approved a pull request, or took an approval back. */
  z.strictObject({ kind: z.literal('approval-changed'), pull: PullRef }),
  /** A person pressed a button of a check of ours. */
  z.strictObject({
    kind: z.literal('check-pressed'),
    check: z.enum(['verdict', 'guardrails', 'rules', 'backtest']),
    pull: PullRef,
    by: z.string(),
  }),
  /** A check or a status of a commit, which is not ours or of which the rules may hang, began or ended. */
  z.strictObject({ kind: z.literal('checks-changed'), repository: RepositoryRef, headSha: z.string() }),
  /** A run of a workflow ended; whether it is one of backtests is looked up. */
  z.strictObject({ kind: z.literal('run-ended'), repository: RepositoryRef, run: z.int().positive() }),
  /** A person asked for all checks of a commit once more. */
  z.strictObject({ kind: z.literal('suite-pressed'), repository: RepositoryRef, headSha: z.string() }),
  z.strictObject({
    kind: z.literal('merge-group'),
    repository: RepositoryRef,
    headSha: z.string(),
    headRef: z.string(),
    baseSha: z.string(),
  }),
  /** A branch has new commits; the default one, or another on which pull requests may be based. */
  z.strictObject({
    kind: z.literal('base-moved'),
    repository: RepositoryRef,
    branch: z.string(),
    /** Whether it is the repository's default branch; a delivery of before knew it not. */
    isDefault: z.boolean().default(false),
    /** Paths that changed; null when the push does not name them all. */
    paths: z.array(z.string()).nullable(),
  }),
  z.strictObject({ kind: z.literal('repositories-added'), repositories: z.array(RepositoryRef) }),
  z.strictObject({ kind: z.literal('repositories-removed'), ids: z.array(z.int()) }),
]);
export type DeliveryRequest = Readonly<z.infer<typeof DeliveryRequest>>;

/** A delivery that was verified, and what it asks; null when it asks nothing of us. */
export const Delivery = z.strictObject({
  /** The host's id of it, the same for every attempt. */
  id: z.string(),
  event: z.string(),
  action: z.string().nullable(),
  repositoryId: z.int().nullable(),
  receivedAt: z.string(),
  request: DeliveryRequest,
});
export type Delivery = Readonly<z.infer<typeof Delivery>>;
