import { z } from 'zod';
import { ModelId } from '../../kernel/model-id.ts';

/** What a seat says of a finding that it raised, shown the code that stands there now. */
export const Ruling = z.strictObject({
  finding: z.string().regex(/^F-[0-9a-f]{8}$/),
  seat: z.string(),
  /** Null when no model answered. */
  model: ModelId.nullable(),
  answer: z.enum(['fixed', 'stands', 'unanswered']),
  why: z.string(),
});
export type Ruling = z.infer<typeof Ruling>;
