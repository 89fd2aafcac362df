import { z } from 'zod';
import { PullRef } from '../change/pull-request.ts';

/** Why the gates are asked about a pull request. */
export const GuardOrder = z.strictObject({
  pull: PullRef,
  /** Id of the delivery, comment or round that asks. */
  cause: z.string(),
  /** True when the check shall be written although it says the same as before. */
  again: z.boolean(),
});
export type GuardOrder = Readonly<z.infer<typeof GuardOrder>>;
