import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallTotals, Session } from '../../src/committee/session.ts';
import { type Catalog, findModel, parseCatalog } from '../../src/finops/catalog.ts';
import type { ModelCall } from '../fakes/loopback.ts';
import type { FakeUsage, Reply } from '../fakes/loopback-reply.ts';

/** One request that a service answered, under the name that the catalog has for the model. */
export interface Served {
  readonly model: string;
  readonly call: ModelCall;
  readonly reply: Reply;
}

/** What a provider writes on its bill for one model. */
export type BillLine = Pick<CallTotals, 'input_tokens' | 'cached_input_tokens' | 'output_tokens' | 'micro_usd'>;

/** The catalog that comes with the program. */
export function shippedCatalog(): Catalog {
  const file = join(import.meta.dirname, '..', '..', 'catalog', 'models.yaml');
  return parseCatalog(readFileSync(file, 'utf8'), 'catalog/models.yaml');
}

/** Adds up by model what was served; models that billed nothing are left out. */
export function billOf(served: readonly Served[], catalog: Catalog): Readonly<Record<string, BillLine>> {
  const bill: Record<string, BillLine> = {};
  for (const one of served) {
    const usage = usageOf(one);
    if (usage === null) continue;
    const before = bill[one.model] ?? { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, micro_usd: 0 };
    bill[one.model] = {
      input_tokens: before.input_tokens + usage.inputTokens,
      cached_input_tokens: before.cached_input_tokens + usage.cachedInputTokens,
      output_tokens: before.output_tokens + usage.outputTokens,
      micro_usd: before.micro_usd + priceOf(one, usage, catalog),
    };
  }
  return bill;
}

/** What a session says it paid, in the words of a bill. */
export function paidBy({ finops }: Session): Readonly<Record<string, BillLine>> {
  const lines = finops.models.map(({ model, totals }): [string, BillLine] => {
    const { input_tokens, cached_input_tokens, output_tokens, micro_usd } = totals;
    return [model, { input_tokens, cached_input_tokens, output_tokens, micro_usd }];
  });
  return Object.fromEntries(lines.filter(([, line]) => line.input_tokens > 0));
}

/** Sum of a bill in micro-dollars. */
export function sumOf(bill: Readonly<Record<string, BillLine>>): number {
  return Object.values(bill).reduce((sum, line) => sum + line.micro_usd, 0);
}

/** Four characters a token, as the fakes count; an error is not billed. */
function usageOf({ call, reply }: Served): FakeUsage | null {
  const inputTokens = Math.ceil((call.instructions.length + call.prompt.length) / 4);
  const read = { inputTokens, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 };
  if (reply.kind === 'prompt-block' || reply.kind === 'no-candidates') return read;
  if (reply.kind !== 'answer' || reply.usage === null) return null;
  return { ...read, outputTokens: Math.ceil(reply.text.length / 4), ...reply.usage };
}

/** Dollars per million tokens are micro-dollars per token; every call is rounded up for itself. */
function priceOf({ model, reply }: Served, usage: FakeUsage, catalog: Catalog): number {
  if (reply.kind === 'answer' && typeof reply.costUsd === 'number') return Math.round(reply.costUsd * 1_000_000);
  const tier = findModel(catalog, model).price.tiers.findLast((one) => usage.inputTokens > one.aboveInputTokens);
  if (tier === undefined) throw new Error(`${model} has no price`);
  const { inputPerMillion, cachedInputPerMillion, outputPerMillion } = tier;
  const fresh = (usage.inputTokens - usage.cachedInputTokens) * inputPerMillion;
  const rest = usage.cachedInputTokens * cachedInputPerMillion + usage.outputTokens * outputPerMillion;
  return Math.ceil((fresh + rest) / 1_000_000);
}
