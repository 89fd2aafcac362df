import { z } from 'zod';
import { Coverage } from '../../dossier/coverage.ts';
import { SessionType } from '../../routing/session-type.ts';

/**
 * What was read whole: the newest review of a pull request that every seat needed was heard in and that read enough of
 * the change, on its own or together with the reviews before it. A review that is not complete never takes its place.
 */
export const Baseline = z.strictObject({
  session: z.string(),
  /** The commit whose tree was read. */
  head: z.string(),
  base_branch: z.string(),
  /** Hash over everything that instructed it. */
  configuration: z.string(),
  session_type: SessionType,
  /** Ids of the seats that read it. */
  seats: z.array(z.string()),
  coverage: Coverage,
});
export type Baseline = z.infer<typeof Baseline>;
