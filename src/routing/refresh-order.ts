import { z } from 'zod';
import { RepositoryRef } from '../change/pull-request.ts';

/** A branch of which documents may have changed. */
export const RefreshOrder = z.strictObject({
  repository: RepositoryRef,
  branch: z.string(),
  /** Paths that changed; null when they are not all known. */
  paths: z.array(z.string()).nullable(),
});
export type RefreshOrder = Readonly<z.infer<typeof RefreshOrder>>;
