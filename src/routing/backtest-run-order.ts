import { z } from 'zod';
import { RepositoryRef } from '../change/pull-request.ts';

/** A run of a workflow whose backtests are to be judged and shown. */
export const BacktestRunOrder = z.strictObject({
  repository: RepositoryRef,
  /** The host's number of the run. */
  run: z.int().positive(),
  /** Id of the delivery, press or round that asks. */
  cause: z.string(),
  /** True when the check shall be written although it says the same as before. */
  again: z.boolean(),
});
export type BacktestRunOrder = Readonly<z.infer<typeof BacktestRunOrder>>;
