import { z } from 'zod';
import { exactUsd, MicroUsd } from '../kernel/micro-usd.ts';
import { ModelId } from '../kernel/model-id.ts';

const Count = z.int().nonnegative();

/** What one call for vectors cost, as one record in `finops.jsonl`. */
export const KnowledgeRecord = z.strictObject({
  event: z.literal('knowledge_finops'),
  at: z.iso.datetime(),
  /** Whose documents they are, in a few words. */
  repository: z.string().min(1),
  model: ModelId,
  purpose: z.enum(['document', 'query']),
  texts: Count,
  input_tokens: Count,
  /** Whether the tokens are our estimate, since the provider named none. */
  estimated: z.boolean(),
  /** The day of the price that was used; null when a proxy stated the price. */
  price_date: z.iso.date().nullable(),
  micro_usd: MicroUsd,
  /** Reserved for a call whose outcome is not known; it may have been charged. */
  possibly_spent_micro_usd: MicroUsd,
});
export type KnowledgeRecord = z.infer<typeof KnowledgeRecord>;

/** The record as one line of JSON with its line break; `usd` repeats the price for people who read it with `jq`. */
export function renderKnowledgeLine(record: KnowledgeRecord): string {
  const checked = KnowledgeRecord.parse(record);
  return `${JSON.stringify({ ...checked, usd: exactUsd(checked.micro_usd) })}\n`;
}
