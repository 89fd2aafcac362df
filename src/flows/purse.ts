import type { AnswerKind } from '../committee/answer-limit.ts';
import { addTotals, NO_CALLS } from '../committee/call-totals.ts';
import type { CallTotals, Session } from '../committee/session.ts';
import * as budgets from '../finops/budget.ts';
import { type Catalog, findModel } from '../finops/catalog.ts';
import { priceOf } from '../finops/price.ts';
import { compareText } from '../kernel/compare-text.ts';
import { formatUsd, type MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { ModelAnswer } from '../ports/models.ts';
import { outputLimit, worstCase } from './worst-case.ts';

/** The money of one session: nothing is asked that has not been reserved. */
export interface Purse {
  /** Keeps the worst case of a later phase, so that earlier calls cannot eat it. */
  hold(phase: string, amount: MicroUsd): void;
  /** Opens what was held for a phase that begins now. */
  release(phase: string): void;
  /** Reserves the worst case of a call, or says in words why not. */
  reserve(call: string, model: ModelId, asked: AskedFor): PurseReservation;
  /**
   * Replaces the reservation by what the call did cost, and returns it as totals. The reservation may be that of an
   * earlier run, whose answer is on record.
   */
  settle(reservation: Pick<Reserved, 'call' | 'model' | 'worst'>, answer: ModelAnswer): CallTotals;
  /** Counts once what interrupted tries of a call cost or may have cost; returns it as totals. */
  keepLost(call: string, model: ModelId, lost: MicroUsd): CallTotals;
  /** What an answer cost, null when nobody knows. */
  costOf(answer: ModelAnswer, model: ModelId): MicroUsd | null;
  /** What was spent so far, by model in the order of their names. */
  tally(): Session['finops']['models'];
}

/** What a call will send, by the estimate of its size, and the kind of answer it wants. */
export interface AskedFor {
  readonly inputTokens: number;
  readonly kind: AnswerKind;
}

/** A call that may be made, and what it can cost at most. */
export interface Reserved {
  readonly kind: 'reserved';
  readonly call: string;
  readonly model: ModelId;
  /** The most that the call can cost. */
  readonly worst: MicroUsd;
  readonly maxOutputTokens: number;
}

/** A reservation, or why there is none. */
export type PurseReservation = Reserved | { readonly kind: 'refused'; readonly message: string };

/** Opens the purse of a session with its cap. */
export function openPurse(cap: MicroUsd, catalog: Catalog): Purse {
  let budget = budgets.openBudget(cap);
  const bill = openBill(catalog);
  /** Calls of which the interrupted tries are counted. */
  const counted = new Set<string>();
  return {
    hold: (phase, amount) => {
      const held = budgets.reserve(budget, heldName(phase), amount);
      if (held.kind === 'refused') throw new RangeError(`the budget does not hold ${amount} for ${phase}`);
      budget = held.budget;
    },
    release: (phase) => {
      if (Object.hasOwn(budget.reserved, heldName(phase))) budget = budgets.release(budget, heldName(phase));
    },
    reserve: (call, model, { inputTokens, kind }) => {
      const worst = worstCase(catalog, model, { inputTokens, kind });
      const outcome = budgets.reserve(budget, call, worst);
      if (outcome.kind === 'refused') return { kind: 'refused', message: describeRefusal(outcome) };
      budget = outcome.budget;
      return { kind: 'reserved', call, model, worst, maxOutputTokens: outputLimit(catalog, model, kind) };
    },
    settle: ({ call, model, worst }, answer) => {
      if (!Object.hasOwn(budget.reserved, call)) budget = budgets.recall(budget, call, worst);
      const before = budget.possiblySpent;
      const cost = costOf(answer, model, catalog);
      if (cost !== null) budget = budgets.settle(budget, call, cost);
      else if (answer.kind === 'failed' && !answer.maybeCharged) budget = budgets.release(budget, call);
      else budget = budgets.keepAsPossiblySpent(budget, call);
      const totals = totalsOf(answer, cost ?? 0, budget.possiblySpent - before);
      return bill.add(model, totals, answer.statedMicroUsd === null);
    },
    keepLost: (call, model, lost) => {
      const totals = { ...NO_CALLS, possibly_spent_micro_usd: lost };
      if (lost === 0 || counted.has(call)) return totals;
      counted.add(call);
      budget = budgets.keepAsPossiblySpent(budgets.recall(budget, lostName(call), lost), lostName(call));
      return bill.add(model, totals, true);
    },
    costOf: (answer, model) => costOf(answer, model, catalog),
    tally: bill.tally,
  };
}

/** What was spent, by model. */
interface Bill {
  /** Adds the totals of a call, which the catalog priced unless a proxy stated the price; returns them. */
  readonly add: (model: ModelId, totals: CallTotals, isByCatalog: boolean) => CallTotals;
  readonly tally: Purse['tally'];
}

function openBill(catalog: Catalog): Bill {
  const spent = new Map<ModelId, CallTotals>();
  const byCatalog = new Set<ModelId>();
  return {
    add: (model, totals, isByCatalog) => {
      spent.set(model, addTotals(spent.get(model) ?? NO_CALLS, totals));
      if (isByCatalog) byCatalog.add(model);
      return totals;
    },
    tally: () =>
      [...spent]
        .sort(([left], [right]) => compareText(left, right))
        .map(([model, totals]) => {
          const { date, verified } = findModel(catalog, model);
          return byCatalog.has(model)
            ? { model, price_date: date, price_verified: verified, totals }
            : { model, price_date: null, price_verified: true, totals };
        }),
  };
}

/** What the proxy stated, else the catalog's price of the usage; null when neither is known. */
export function costOf(answer: ModelAnswer, model: ModelId, catalog: Catalog): MicroUsd | null {
  if (answer.statedMicroUsd !== null) return answer.statedMicroUsd;
  return answer.usage === null ? null : priceOf(answer.usage, findModel(catalog, model).price);
}

function totalsOf({ usage, latencyMs }: ModelAnswer, cost: MicroUsd, possiblySpent: MicroUsd): CallTotals {
  return {
    ...NO_CALLS,
    calls: 1,
    input_tokens: usage?.inputTokens ?? 0,
    cached_input_tokens: usage?.cachedInputTokens ?? 0,
    output_tokens: usage?.outputTokens ?? 0,
    micro_usd: cost,
    possibly_spent_micro_usd: possiblySpent,
    latency_ms: Math.round(latencyMs),
  };
}

function describeRefusal({ asked, left, cap }: { asked: MicroUsd; left: MicroUsd; cap: MicroUsd }): string {
  return `the budget stops here: this call may cost ${formatUsd(asked)}, ${formatUsd(left)} of ${formatUsd(cap)} is left`;
}

function heldName(phase: string): string {
  return `held for ${phase}`;
}

function lostName(call: string): string {
  return `interrupted tries of ${call}`;
}
