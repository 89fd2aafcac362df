import type { Finding } from '../finding.ts';
import type { LedgerEntry, LedgerEvent } from './entry.ts';
import type { Match } from './match.ts';
import type { ReviewRound } from './review-round.ts';
import type { DroppedClaim } from './round.ts';

/** What one review did to one finding of the ledger. */
export interface Outcome {
  /** As it is now. */
  readonly entry: LedgerEntry;
  readonly did: 'opened' | 'reopened' | 'carried' | 'fixed' | 'superseded' | 'rested';
  /** In words, where a surface tells it. */
  readonly why: string;
  readonly events: readonly LedgerEvent[];
  readonly dropped: readonly DroppedClaim[];
  /** Whether the verdict of this review is computed with it. */
  readonly counts: boolean;
}

/** A raised finding that is an earlier one. */
export interface Recognised {
  readonly raised: Finding;
  readonly match: Match;
  /** Whether it is a part of the finding that covers the one it was recognised as. */
  readonly isPart: boolean;
  /** Whether its id is new to the ledger. */
  readonly hasNewId: boolean;
}

/** Something that happened to a finding in a review, done by the committee. */
export function happened(
  event: Pick<LedgerEvent, 'finding' | 'kind' | 'why'>,
  { head }: Pick<ReviewRound, 'head'>,
): LedgerEvent {
  return { ...event, head, actor: null };
}

/** The other ids under which a finding was raised; one that belongs to another finding is left to that. */
export function withAliases({ aliases }: LedgerEntry, recognised: readonly Recognised[]): string[] {
  const raised = recognised.filter(({ isPart, hasNewId }) => hasNewId && !isPart).map((one) => one.raised.id);
  return raised.length === 0 ? aliases : [...new Set([...aliases, ...raised])].sort();
}
