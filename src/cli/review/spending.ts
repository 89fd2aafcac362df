import { type Catalog, findModel } from '../../finops/catalog.ts';
import { estimateTokens } from '../../finops/estimate.ts';
import { priceOf, worstPriceOf } from '../../finops/price.ts';
import { formatUsd, type MicroUsd } from '../../kernel/micro-usd.ts';
import type { ModelAnswer, ModelRequest, Models } from '../../ports/models.ts';

/** Models whose calls are counted, for the moment in which a session is broken off. */
export interface WatchedModels extends Models {
  /** What was paid and what may still be charged, in one sentence. */
  tellSpending(): string;
}

/** Watches what models cost; the session's own record of its money goes with the session. */
export function watchSpending(models: Models, catalog: Catalog): WatchedModels {
  const underWay = new Map<ModelRequest, MicroUsd>();
  let [answers, paid, possibly] = [0, 0, 0];
  return {
    reach: (model) => models.reach(model),
    ask: async (request) => {
      underWay.set(request, worstOf(request, catalog));
      const answer = await models.ask(request);
      const cost = costOf(answer, request, catalog);
      if (cost !== null) paid += cost;
      else if (answer.kind === 'answered' || answer.maybeCharged) possibly += worstOf(request, catalog);
      if (answer.kind === 'answered') answers += 1;
      underWay.delete(request);
      return answer;
    },
    tellSpending: () => {
      const worst = [...underWay.values()].reduce((sum, amount) => sum + amount, possibly);
      const paidFor =
        answers === 0 && paid === 0 ? 'Nothing was paid' : `${formatUsd(paid)} was paid for ${answersIn(answers)}`;
      if (worst === 0) return `${paidFor}.`;
      const calls = underWay.size === 1 ? '1 call was' : `${underWay.size} calls were`;
      return `${paidFor}; ${calls} under way, so that at most ${formatUsd(worst)} more may be charged.`;
    },
  };
}

function answersIn(number: number): string {
  return number === 1 ? '1 answer' : `${number} answers`;
}

function worstOf({ model, instructions, prompt, maxOutputTokens }: ModelRequest, catalog: Catalog): MicroUsd {
  const inputTokens = estimateTokens(instructions) + estimateTokens(prompt);
  return worstPriceOf(inputTokens, maxOutputTokens, findModel(catalog, model).price);
}

function costOf({ statedMicroUsd, usage }: ModelAnswer, { model }: ModelRequest, catalog: Catalog): MicroUsd | null {
  if (statedMicroUsd !== null) return statedMicroUsd;
  return usage === null ? null : priceOf(usage, findModel(catalog, model).price);
}
