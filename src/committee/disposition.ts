import { z } from 'zod';

/** A person's written decision on a finding, bound to the head at which it was made. */
export const Disposition = z.strictObject({
  finding: z.string().regex(/^F-[0-9a-f]{8}$/),
  /** Waived: it stands and may pass. Dismissed: it is wrong or does not matter. */
  kind: z.enum(['waived', 'dismissed']),
  by: z.string(),
  reason: z.string(),
  head: z.string(),
  at: z.iso.datetime(),
});
export type Disposition = z.infer<typeof Disposition>;
