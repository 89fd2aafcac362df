import { z } from 'zod';
import { ModelId } from '../kernel/model-id.ts';
import { SessionType } from './session-type.ts';

/**
 * How deep a review goes. `full`: both models of every expert and the chair. `light`: both models of the named experts on
 * the changed lines, without a chair. `skip`: no session; the check says which row decided.
 */
export const Depth = z.enum(['full', 'light', 'skip']);
export type Depth = z.infer<typeof Depth>;

/** A row that matched, and what of the change it matched. */
export const MatchedRow = z.strictObject({
  id: z.string(),
  /** Whether it came with this program or from the repository. */
  from: z.enum(['default', 'repository']),
  because: z.array(z.string()),
});
export type MatchedRow = z.infer<typeof MatchedRow>;

/** Who must look at a change, how deeply, and why. */
export const Route = z.strictObject({
  session_type: SessionType,
  depth: Depth,
  /** Short names of skills; null for all. */
  experts: z.array(z.string()).nullable(),
  models: z.strictObject({ first: ModelId.optional(), second: ModelId.optional(), chair: ModelId.optional() }),
  /** The lowest cap that a matching row sets, in USD; null when none does. */
  budget_usd: z.number().positive().nullable(),
  /** Logins and teams (`org/team`) whose review is requested, and labels that are put on. */
  reviewers: z.array(z.string()),
  teams: z.array(z.string()),
  labels: z.array(z.string()),
  /** Every row that matched, in the order of the matrix. */
  rows: z.array(MatchedRow),
  /** Rows that ask for something nobody knows here, with what that is; they count as not matching. */
  undecided: z.array(z.strictObject({ id: z.string(), unknown: z.array(z.string()) })),
});
export type Route = z.infer<typeof Route>;
