import { z } from 'zod';
import { PullRef } from '../change/pull-request.ts';

/** That the threads of a pull request are to be read for what people ask there. */
export const HearOrder = z.strictObject({
  pull: PullRef,
  /** Id of the delivery or review that asks. */
  cause: z.string(),
});
export type HearOrder = Readonly<z.infer<typeof HearOrder>>;
