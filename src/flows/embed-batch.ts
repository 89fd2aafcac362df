import { findModel } from '../finops/catalog.ts';
import { priceOf, worstPriceOf } from '../finops/price.ts';
import { messageOf } from '../kernel/app-error.ts';
import { formatUsd, type MicroUsd } from '../kernel/micro-usd.ts';
import type { EmbedAnswer } from '../ports/library.ts';
import type { EmbedOrder, EmbedPorts } from './embed-order.ts';

/** A text that has no vector yet, as it is sent. */
export interface TextToEmbed {
  readonly hash: string;
  readonly text: string;
  /** By our estimate. */
  readonly tokens: number;
}

/** The vectors of a batch by the hashes of its texts, or why there are none. */
export type BatchOutcome =
  | { readonly kind: 'embedded'; readonly vectors: ReadonlyMap<string, readonly number[]> }
  | { readonly kind: 'failed'; readonly why: string };

const TIMEOUT_MS = 60_000;

/** Reserves a call, makes it, keeps its vectors and settles it, in this order: what was paid is never lost. */
export async function embedBatch(
  batch: readonly TextToEmbed[],
  order: EmbedOrder,
  ports: EmbedPorts,
): Promise<BatchOutcome> {
  const { model, purpose, cap } = order;
  const estimate = batch.reduce((sum, { tokens }) => sum + tokens, 0);
  const worst = worstPriceOf(estimate, 0, findModel(order.catalog, model, 'embedding').price);
  const reservation = await ports.money.reserve({ model, worst, cap });
  if (reservation.kind === 'refused') return { kind: 'failed', why: wordRefusal(worst, reservation.left, cap) };
  const texts = batch.map(({ text }) => text);
  const answer = await ports.embedder.embed({ model, texts, purpose, timeoutMs: TIMEOUT_MS }).catch(broken);
  const outcome = outcomeOf(answer, batch, order);
  if (outcome.kind === 'embedded') await ports.shelf.keepVectors(model, outcome.vectors);
  await settle(reservation.id, { answer, estimate, worst, count: batch.length }, { order, ports });
  return outcome;
}

function wordRefusal(worst: MicroUsd, left: MicroUsd, cap: MicroUsd): string {
  const rest = `${formatUsd(left)} of ${formatUsd(cap)} is left today`;
  return `embedding stops at knowledge.budget_usd: the next call may cost ${formatUsd(worst)}, ${rest}`;
}

/** A mistake of the program itself costs this call, not the review. */
function broken(error: unknown): EmbedAnswer {
  return { kind: 'failed', message: `the program itself failed: ${messageOf(error)}`, maybeCharged: true };
}

function outcomeOf(answer: EmbedAnswer, batch: readonly TextToEmbed[], { model }: EmbedOrder): BatchOutcome {
  if (answer.kind === 'failed') return { kind: 'failed', why: answer.message };
  const { vectors } = answer;
  if (vectors.length !== batch.length || !areVectors(vectors)) {
    return { kind: 'failed', why: `${model} answered with something that is not one vector for each text` };
  }
  // As they will come back from the shelf, so that an answer does not change when it is asked for again.
  const rounded = vectors.map((vector) => vector.map(Math.fround));
  return { kind: 'embedded', vectors: new Map(batch.map(({ hash }, index) => [hash, rounded[index] ?? []])) };
}

/** Of one length, finite, and not all zero, which has no direction. */
function areVectors(vectors: readonly (readonly number[])[]): boolean {
  const length = vectors[0]?.length ?? 0;
  return (
    length > 0 &&
    vectors.every(
      (vector) => vector.length === length && vector.every(Number.isFinite) && vector.some((value) => value !== 0),
    )
  );
}

interface Made {
  readonly answer: EmbedAnswer;
  readonly estimate: number;
  readonly worst: MicroUsd;
  readonly count: number;
}

interface Embedding {
  readonly order: EmbedOrder;
  readonly ports: EmbedPorts;
}

async function settle(id: string, { answer, estimate, worst, count }: Made, { order, ports }: Embedding) {
  const { model, purpose, repository, catalog } = order;
  const { price, date } = findModel(catalog, model, 'embedding');
  const at = new Date(ports.clock.now()).toISOString();
  const frame = { event: 'knowledge_finops', at, repository, model, purpose, texts: count } as const;
  if (answer.kind === 'failed') {
    await ports.money.settle(id, { kind: answer.maybeCharged ? 'possibly-spent' : 'released' });
    if (!answer.maybeCharged) return;
    const lost = { micro_usd: 0, possibly_spent_micro_usd: worst, price_date: date };
    await ports.tellCosts({ ...frame, input_tokens: 0, estimated: true, ...lost });
    return;
  }
  const inputTokens = answer.inputTokens ?? estimate;
  const microUsd = answer.statedMicroUsd ?? priceOf({ inputTokens, cachedInputTokens: 0, outputTokens: 0 }, price);
  await ports.money.settle(id, { kind: 'paid', microUsd, inputTokens, outputTokens: 0 });
  await ports.tellCosts({
    ...frame,
    input_tokens: inputTokens,
    estimated: answer.inputTokens === null,
    price_date: answer.statedMicroUsd === null ? date : null,
    micro_usd: microUsd,
    possibly_spent_micro_usd: 0,
  });
}
