import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

const Texts = z.record(z.string().min(1), z.string());

/** A change that shows what a rule finds: one file, what else the change adds, and what the repository says. */
const ShownChange = z
  .strictObject({
    path: z.string().min(1).optional(),
    /** Text before the change; none for a new file. */
    before: z.string().optional(),
    /** Text after the change; none for a deleted file. */
    after: z.string().optional(),
    /** Other files that the change adds, by path. */
    others: Texts.optional(),
    critical: z.array(Glob).optional(),
    /** The requirement files, by path. */
    requirements: Texts.optional(),
    firstParty: z.array(z.string()).optional(),
    /** Decision records, by path: Markdown with a block of invariants. */
    records: Texts.optional(),
  })
  .refine(({ before, after }) => before !== undefined || after !== undefined, 'a text before, after, or both');

/** An example of a rule file: the text of a new file, or a change. */
export const Example = z.union([z.string().trim().min(1), ShownChange]);
export type Example = z.infer<typeof Example>;
