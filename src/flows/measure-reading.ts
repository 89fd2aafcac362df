import { renderDossier } from '../dossier/dossier.ts';
import { findModel } from '../finops/catalog.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { worstPriceOf } from '../finops/price.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { SessionRequest } from './session-request.ts';

/** The largest dossier of which prompts are written at all, in tokens by our estimate: about eight megabytes of text. */
export const MOST_TOKENS = 2_000_000;

/** What the mere reading of a dossier takes: its tokens, and what all seats pay at least to be shown them. */
export function measureReading({ dossier, seats, catalog }: Pick<SessionRequest, 'dossier' | 'seats' | 'catalog'>): {
  readonly tokens: number;
  readonly least: MicroUsd;
} {
  const tokens = estimateTokens(renderDossier(dossier));
  const least = seats.reduce((sum, { model }) => sum + worstPriceOf(tokens, 0, findModel(catalog, model).price), 0);
  return { tokens, least };
}
