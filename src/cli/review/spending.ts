import { addTotals, NO_CALLS, sumTotals } from '../../committee/call-totals.ts';
import type { CallTotals } from '../../committee/session.ts';
import { type Catalog, findModel } from '../../finops/catalog.ts';
import { estimateTokens } from '../../finops/estimate.ts';
import { worstPriceOf } from '../../finops/price.ts';
import { costOf } from '../../flows/purse.ts';
import { formatUsd, type MicroUsd } from '../../kernel/micro-usd.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import type { ModelAnswer, ModelRequest, Models } from '../../ports/models.ts';

/** Models whose calls are counted, for the moment in which a session is broken off. */
export interface WatchedModels extends Models {
  /** What was paid and what may still be charged, by model; a call under way counts at its worst price. */
  spending(): ReadonlyMap<ModelId, CallTotals>;
  /** The same in one sentence. */
  tellSpending(): string;
}

/** Watches what models cost; the session's own record of its money goes with the session. */
export function watchSpending(models: Models, catalog: Catalog): WatchedModels {
  const underWay = new Set<ModelRequest>();
  const spent = new Map<ModelId, CallTotals>();
  let answers = 0;
  const spending = () => [...underWay].reduce((sums, request) => add(sums, request, openCall(request, catalog)), spent);
  return {
    reach: (model) => models.reach(model),
    ask: async (request) => {
      underWay.add(request);
      const answer = await models.ask(request);
      underWay.delete(request);
      if (answer.kind === 'answered') answers += 1;
      spent.set(request.model, addTotals(spent.get(request.model) ?? NO_CALLS, endedCall(answer, request, catalog)));
      return answer;
    },
    spending,
    tellSpending: () => {
      const { micro_usd: paid, possibly_spent_micro_usd: worst } = sumTotals([...spending().values()]);
      const paidFor =
        answers === 0 && paid === 0 ? 'Nothing was paid' : `${formatUsd(paid)} was paid for ${answersIn(answers)}`;
      if (worst === 0) return `${paidFor}.`;
      const calls = underWay.size === 1 ? '1 call was' : `${underWay.size} calls were`;
      return `${paidFor}; ${calls} under way, so that at most ${formatUsd(worst)} more may be charged.`;
    },
  };
}

function add(
  sums: ReadonlyMap<ModelId, CallTotals>,
  { model }: ModelRequest,
  call: CallTotals,
): Map<ModelId, CallTotals> {
  return new Map(sums).set(model, addTotals(sums.get(model) ?? NO_CALLS, call));
}

function openCall(request: ModelRequest, catalog: Catalog): CallTotals {
  return { ...NO_CALLS, calls: 1, possibly_spent_micro_usd: worstOf(request, catalog) };
}

function endedCall(answer: ModelAnswer, request: ModelRequest, catalog: Catalog): CallTotals {
  const cost = costOf(answer, request.model, catalog);
  const mayCost = cost === null && (answer.kind === 'answered' || answer.maybeCharged);
  return {
    ...NO_CALLS,
    calls: 1,
    input_tokens: answer.usage?.inputTokens ?? 0,
    cached_input_tokens: answer.usage?.cachedInputTokens ?? 0,
    output_tokens: answer.usage?.outputTokens ?? 0,
    micro_usd: cost ?? 0,
    possibly_spent_micro_usd: mayCost ? worstOf(request, catalog) : 0,
  };
}

function answersIn(number: number): string {
  return number === 1 ? '1 answer' : `${number} answers`;
}

function worstOf({ model, instructions, prompt, maxOutputTokens }: ModelRequest, catalog: Catalog): MicroUsd {
  const inputTokens = estimateTokens(instructions) + estimateTokens(prompt);
  return worstPriceOf(inputTokens, maxOutputTokens, findModel(catalog, model).price);
}
