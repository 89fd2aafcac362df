import { z } from 'zod';

/** How fast somebody must act, fastest first: P0 now, P1 within the hour, P2 the same day, P3 when there is time. */
export const OpsSeverity = z.enum(['P0', 'P1', 'P2', 'P3']);
export type OpsSeverity = z.infer<typeof OpsSeverity>;

/** Orders severities fastest first; zero when equal. */
export function compareOpsSeverity(left: OpsSeverity, right: OpsSeverity): number {
  return OpsSeverity.options.indexOf(left) - OpsSeverity.options.indexOf(right);
}
