import { z } from 'zod';
import { RepositoryRef } from '../change/pull-request.ts';
import { NewComment } from './delivery-request.ts';

/** A comment about operations, and the issue or pull request that it stands on. */
export const OpsCommentOrder = z.strictObject({
  repository: RepositoryRef,
  number: z.int().positive(),
  comment: NewComment,
});
export type OpsCommentOrder = Readonly<z.infer<typeof OpsCommentOrder>>;

/** A repository whose state is to be looked at, and of which moment (ISO 8601). */
export const StateOrder = z.strictObject({ repository: RepositoryRef, at: z.string() });
export type StateOrder = Readonly<z.infer<typeof StateOrder>>;
