import { z } from 'zod';

/**
 * What is said of a finding in its thread. `superseded`: a broader one covers it, or the committee found that it does
 * not stand. `gone`: a full review did not find it again, and no record says why.
 */
export const ThreadState = z.enum(['open', 'fixed', 'superseded', 'dismissed', 'waived', 'gone']);
export type ThreadState = z.infer<typeof ThreadState>;

/** Where a finding is now, at which commit, and why, in words of a person or a model. */
export interface ThreadStanding {
  readonly state: ThreadState;
  readonly head: string;
  /** Login of the person who decided so; null for the committee. */
  readonly by: string | null;
  readonly why: string;
}
