import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

/** Which documents of a repository may be cited. */
export const KnowledgeConfig = z
  .strictObject({
    adrs: z
      .array(Glob)
      .default(['docs/adr/**/*.md', 'documentation/adr/**/*.md'])
      .describe('Architecture decision records.'),
    docs: z
      .array(Glob)
      .default(['docs/**/*.md', 'documentation/**/*.md', 'README.md'])
      .describe('Documents that the committee may cite.'),
  })
  .describe('Knowledge.');
export type KnowledgeConfig = z.infer<typeof KnowledgeConfig>;
