import type { SessionType } from '../../routing/session-type.ts';
import type { Baseline } from './baseline.ts';
import type { FullReason } from './round.ts';

/** A review that is about to begin, as far as it decides how much has to be read. */
export interface RoundNow {
  readonly baseBranch: string;
  /** Hash over everything that instructs it. */
  readonly configuration: string;
  readonly sessionType: SessionType;
  /** Ids of the seats that will sit. */
  readonly seats: readonly string[];
  /** Set when a person asked for a new baseline. */
  readonly asked: 'full' | null;
  /** What became of the comparison with the baseline's tree; it counts only where there is a baseline. */
  readonly deltaReading: 'read' | 'gone' | 'unrelated';
}

/** What is on record of the reviews before. */
export interface Past {
  readonly baseline: Baseline | null;
  /** Whether any session of the pull request was held, complete or not. */
  readonly hasSessions: boolean;
}

/** How much a review reads, with the reason for people. */
export type RoundPlan =
  | { readonly kind: 'full'; readonly because: FullReason; readonly why: string }
  | { readonly kind: 'delta'; readonly baseline: Baseline; readonly why: string };

/** Decides whether a review reads everything or what changed since the baseline; the first reason that holds is told. */
export function planRound(now: RoundNow, { baseline, hasSessions }: Past): RoundPlan {
  if (!hasSessions) return full('first');
  if (now.asked === 'full') return full('asked');
  if (baseline === null) return full('incomplete-baseline');
  const reason = reasons.find(({ holds }) => holds(now, baseline));
  if (reason !== undefined) return full(reason.because);
  const why = `It reads what changed since ${baseline.head.slice(0, 7)}, which was read in full.`;
  return { kind: 'delta', baseline, why };
}

/** Why a review reads everything, in one sentence. */
export const fullReasonWords: Readonly<Record<FullReason, string>> = {
  first: 'It is the first review of this pull request.',
  asked: 'A person asked for a full review.',
  'incomplete-baseline': 'No review before it was complete, so that nothing counts as read.',
  'base-changed': 'The base branch is another one than at the last full reading.',
  'configuration-changed': 'What instructs the committee has changed since the last full reading.',
  'session-type-changed': 'The last full reading asked another question: it was another type of session.',
  'seats-changed': 'A seat takes part that has not read what the others read before.',
  'baseline-gone': 'The commit of the last full reading cannot be read any more.',
  unrelated: 'The files have too little in common with those of the last full reading.',
};

interface Reason {
  readonly because: FullReason;
  readonly holds: (now: RoundNow, baseline: Baseline) => boolean;
}

/** In the order in which they are told. */
const reasons: readonly Reason[] = [
  { because: 'base-changed', holds: (now, { base_branch }) => now.baseBranch !== base_branch },
  { because: 'configuration-changed', holds: (now, { configuration }) => now.configuration !== configuration },
  { because: 'session-type-changed', holds: (now, { session_type }) => now.sessionType !== session_type },
  { because: 'seats-changed', holds: ({ seats }, read) => seats.some((seat) => !read.seats.includes(seat)) },
  { because: 'baseline-gone', holds: ({ deltaReading }) => deltaReading === 'gone' },
  { because: 'unrelated', holds: ({ deltaReading }) => deltaReading === 'unrelated' },
];

function full(because: FullReason): RoundPlan {
  return { kind: 'full', because, why: fullReasonWords[because] };
}
