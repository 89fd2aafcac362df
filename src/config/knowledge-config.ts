import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';
import { ModelId } from '../kernel/model-id.ts';
import { UsdCap } from './committee-config.ts';

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
    embeddings: ModelId.nullable()
      .default(null)
      .describe('A model that turns passages into vectors, e.g. mistral:mistral-embed; null ranks by words alone.'),
    budget_usd: UsdCap.max(100).default(0.5).describe('What embedding may cost a day, in USD.'),
  })
  .describe('Knowledge.');
export type KnowledgeConfig = z.infer<typeof KnowledgeConfig>;
