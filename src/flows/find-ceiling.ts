import { affordableShare, type Ceiling, linesToRead, overLines, overMoney, weighTokens } from '../committee/ceiling.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { ImportEdge } from '../evidence/import-edge.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { MOST_TOKENS, measureReading } from './measure-reading.ts';
import { type Plannable, planOf } from './plan-of.ts';
import type { SessionRequest } from './session-request.ts';

/** What a change is measured by before a prompt is written. */
export type Measured = Plannable & Pick<SessionRequest, 'budget'> & { readonly maxLines: number };

/**
 * The ceiling that a change is above by its size alone: in lines, or since the mere reading of it costs more than a
 * session may. Found before a prompt is written, since with every seat's prompt a very large change would fill the
 * memory only to be refused by its price.
 */
export function ceilingBySize(measured: Measured): Ceiling | null {
  const { dossier, seats, catalog, budget, edges, maxLines } = measured;
  if (linesToRead(dossier.coverage) > maxLines) {
    const tokens = affordableTokens(measured);
    const affordable = tokens === null ? null : { tokens, countTokens: estimateTokens };
    return overLines(dossier, { maxLines, affordable }, edges);
  }
  const { tokens, least } = measureReading({ dossier, seats, catalog });
  if (least <= budget && tokens <= MOST_TOKENS) return null;
  const empty = priceOfNothing(measured);
  // A change that is merely too long is told as if its price grew with its length.
  const byLength = empty + Math.ceil(Math.max(0, budget - empty) * (tokens / MOST_TOKENS));
  const ceiling = overMoney(dossier, { budget, estimate: Math.max(least + empty, byLength), empty }, measuresOf(edges));
  // Where no part could be paid either, the budget is at fault, and the session is refused by its plan.
  return ceiling?.split.length === 0 && tokens <= MOST_TOKENS ? null : ceiling;
}

/** The ceiling that the worst case of a planned session is above; null when it is not. */
export function ceilingByPrice(request: Omit<Measured, 'maxLines'>, estimate: number): Ceiling | null {
  const { dossier, budget, edges } = request;
  if (estimate <= budget) return null;
  return overMoney(dossier, { budget, estimate, empty: priceOfNothing(request) }, measuresOf(edges));
}

/** Enough parts to tell from them what a token costs in every seat's prompt, few enough to write these prompts. */
const SAMPLE_TOKENS = 60_000;

/** How many tokens of a change a session can pay, told from a sample of its parts; null where it can pay all or none. */
function affordableTokens(measured: Measured): number | null {
  const { dossier, budget } = measured;
  const weights = new Map(weighTokens(dossier, estimateTokens).map(({ path, weight }) => [path, weight]));
  const parts: Dossier['parts'][number][] = [];
  let sampled = 0;
  for (const part of dossier.parts) {
    if (sampled >= SAMPLE_TOKENS) break;
    parts.push(part);
    sampled += weights.get(part.path) ?? 0;
  }
  const empty = priceOfNothing(measured);
  const estimate = planOf({ ...measured, dossier: { ...dossier, parts, evidence: [] } }).estimateMicroUsd;
  const most = Math.floor(sampled * affordableShare({ budget, estimate, empty }));
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return most > 0 && most < all ? most : null;
}

/** The worst case of the same session without a part: what every smaller pull request pays too. */
function priceOfNothing(request: Plannable): number {
  const { dossier } = request;
  return planOf({ ...request, dossier: { ...dossier, parts: [], evidence: [] } }).estimateMicroUsd;
}

function measuresOf(edges: readonly ImportEdge[]) {
  return { edges, countTokens: estimateTokens };
}
