import { z } from 'zod';

const LONGEST_LABEL = 50;
const LONGEST_REASON = 2_000;

/** How a person lets a named gate pass by label and section. */
export const WaiverConfig = z
  .strictObject({
    label: z
      .string()
      .min(1, 'the name of a label')
      .max(LONGEST_LABEL, `a label of at most ${LONGEST_LABEL} characters`)
      .default('guardrails-waiver')
      .describe('The label that asks for the waiver.'),
    section: z
      .string()
      .regex(/^\S.*$/, 'the words of a heading, without #')
      .default('Guardrails waiver')
      .describe('The heading of the section that names gates and reason.'),
    min_reason: z.int().min(1).max(LONGEST_REASON).default(20).describe('Characters that a reason must have at least.'),
  })
  .describe('Waivers.');
export type WaiverConfig = z.infer<typeof WaiverConfig>;
