import type { Finding } from '../finding.ts';
import { normaliseQuote } from '../finding-id.ts';
import type { LedgerEntry } from './entry.ts';
import type { ReviewRound } from './review-round.ts';

/**
 * Whether a finding stands on what changed since the baseline; in a full review everything does. Cited lines must be
 * among those that changed; for a removed line, or a row of the coverage table, its file must.
 */
export function isOnChanged({ place }: Pick<Finding, 'place'>, { changed }: Pick<ReviewRound, 'changed'>): boolean {
  if (changed === null) return true;
  const lines = place === null ? undefined : changed.get(place.path);
  if (place === null || lines === undefined) return false;
  if (place.line === null || place.side === 'before') return true;
  for (let line = place.line; line <= (place.end_line ?? place.line); line += 1) if (lines.has(line)) return true;
  return false;
}

/** Whether a finding may open on what was cleared: a blocker that is confirmed, or that nobody could examine. */
export function isStandingBlocker({ severity, standing }: Pick<Finding, 'severity' | 'standing'>): boolean {
  return severity === 'blocker' && (standing.kind === 'confirmed' || standing.kind === 'unanswered');
}

/**
 * Whether a claim of a seat opens a closed finding again: only a blocker on changed code does. What a person dismissed,
 * or the committee took back, is the same code as long as the quote is, however often its lines are moved; in a full
 * review, which knows no changed lines, also as long as the earlier lines stand.
 */
export function opensAgain(
  raised: Finding,
  entry: LedgerEntry,
  round: Pick<ReviewRound, 'changed' | 'located'>,
): boolean {
  if (!isStandingBlocker(raised) || !isOnChanged(raised, round)) return false;
  if (entry.state === 'fixed') return true;
  if (normaliseQuote(raised.place?.quote ?? '') === normaliseQuote(entry.finding.place?.quote ?? '')) return false;
  return round.changed !== null || round.located.get(entry.id)?.kind !== 'unchanged';
}
