import { ANSWER_LIMIT, type AnswerKind } from '../committee/answer-limit.ts';
import type { Brief } from '../committee/brief.ts';
import { type Catalog, findModel } from '../finops/catalog.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { worstPriceOf } from '../finops/price.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';

/** The most tokens that a model may answer to a question of this kind. */
export function outputLimit(catalog: Catalog, model: ModelId, kind: AnswerKind): number {
  return Math.min(ANSWER_LIMIT[kind], findModel(catalog, model).maxOutputTokens);
}

/** Estimated tokens of a compiled call. */
export function sizeOf({ instructions, prompt }: Brief): number {
  return estimateTokens(instructions) + estimateTokens(prompt);
}

/** The most that one call can cost: all of its input uncached, all of its output used. */
export function worstCase(
  catalog: Catalog,
  model: ModelId,
  { inputTokens, kind }: { readonly inputTokens: number; readonly kind: AnswerKind },
): MicroUsd {
  return worstPriceOf(inputTokens, outputLimit(catalog, model, kind), findModel(catalog, model).price);
}
