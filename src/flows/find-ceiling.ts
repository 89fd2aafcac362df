import { type Ceiling, overLines, overMoney } from '../committee/ceiling.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { renderDossier } from '../dossier/dossier.ts';
import type { ImportEdge } from '../evidence/import-edge.ts';
import { findModel } from '../finops/catalog.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { worstPriceOf } from '../finops/price.ts';
import type { SessionRequest } from './session-request.ts';

/** The largest dossier of which prompts are written at all, in tokens by our estimate: about eight megabytes of text. */
const MOST_TOKENS = 2_000_000;

/** What a change is measured by before a prompt is written. */
export type Measured = Pick<SessionRequest, 'dossier' | 'seats' | 'catalog' | 'budget' | 'edges'> & {
  readonly maxLines: number;
};

/**
 * The ceiling that a change is above by its size alone: in lines, or since the mere reading of it costs more than a
 * session may. Found before a prompt is written, since with every seat's prompt a very large change would fill the
 * memory only to be refused by its price.
 */
export function ceilingBySize({ dossier, seats, catalog, budget, edges, maxLines }: Measured): Ceiling | null {
  const lines = overLines(dossier, { maxLines, edges });
  if (lines !== null) return lines;
  const priceOf = (text: string) => {
    const tokens = estimateTokens(text);
    return seats.reduce((sum, { model }) => sum + worstPriceOf(tokens, 0, findModel(catalog, model).price), 0);
  };
  const text = renderDossier(dossier);
  const least = priceOf(text);
  const tooLong = estimateTokens(text) > MOST_TOKENS;
  if (least <= budget && !tooLong) return null;
  const empty = priceOf(renderDossier({ ...dossier, parts: [], evidence: [] }));
  return overMoney(dossier, { budget, estimate: Math.max(least, budget + 1), empty }, measuresOf(edges));
}

/** The ceiling that the worst case of a planned session is above; null when it is not. */
export function ceilingByPrice(
  { budget, edges }: Pick<SessionRequest, 'budget' | 'edges'>,
  dossier: Dossier,
  { estimate, empty }: { readonly estimate: number; readonly empty: () => number },
): Ceiling | null {
  if (estimate <= budget) return null;
  return overMoney(dossier, { budget, estimate, empty: empty() }, measuresOf(edges));
}

function measuresOf(edges: readonly ImportEdge[]) {
  return { edges, countTokens: estimateTokens };
}
