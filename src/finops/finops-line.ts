import { z } from 'zod';
import { exactUsd, MicroUsd } from '../kernel/micro-usd.ts';
import { ModelId } from '../kernel/model-id.ts';

const Count = z.int().nonnegative();

const Spending = z.strictObject({
  calls: Count,
  input_tokens: Count,
  /** Part of the input tokens. */
  cached_input_tokens: Count,
  output_tokens: Count,
  micro_usd: MicroUsd,
  /** Reserved for calls whose outcome is not known; they may have been charged. */
  possibly_spent_micro_usd: MicroUsd,
  /** Answers to the very same questions that were paid for earlier. */
  from_record: Count.default(0),
});

/** What one session cost, as one record in `finops.jsonl`. */
export const FinopsRecord = z.strictObject({
  event: z.literal('committee_finops'),
  at: z.iso.datetime(),
  session_id: z.string().min(1),
  session_type: z.string().min(1),
  /** What was reviewed, in a few words. */
  subject: z.string(),
  rehearsal: z.boolean(),
  status: z.string().min(1),
  duration_ms: Count,
  budget_micro_usd: MicroUsd,
  estimate_micro_usd: MicroUsd,
  /** By model, with the day of the price that was used; null when a proxy stated the price. */
  models: z.array(z.strictObject({ model: ModelId, price_date: z.iso.date().nullable(), ...Spending.shape })),
  totals: Spending,
});
export type FinopsRecord = z.infer<typeof FinopsRecord>;

/** The record as one line of JSON with its line break; `usd` repeats the total for people who read it with `jq`. */
export function renderFinopsLine(record: FinopsRecord): string {
  const checked = FinopsRecord.parse(record);
  return `${JSON.stringify({ ...checked, usd: exactUsd(checked.totals.micro_usd) })}\n`;
}
