import type { Conclusion } from '../../kernel/check.ts';
import type { Complaint } from '../../kernel/complaint.ts';
import type { MicroUsd } from '../../kernel/micro-usd.ts';

/** What is to be said of a review that has no session, or none yet. */
export type Notice =
  /** In a rehearsal no language model will be asked. */
  | { readonly kind: 'reading'; readonly rehearsal?: boolean }
  /** Another commit is the head by now. */
  | { readonly kind: 'superseded'; readonly by: string }
  /** Another attempt at the same commit has begun. */
  | { readonly kind: 'begun-anew' }
  | { readonly kind: 'closed'; readonly how: 'closed' | 'merged' }
  /** By a person, named by the login. */
  | { readonly kind: 'cancelled'; readonly by: string }
  /** The author has no write access, and nobody who has it asked for a review. */
  | { readonly kind: 'stranger'; readonly author: string }
  | { readonly kind: 'configuration'; readonly complaint: Complaint }
  /** What the repository's reviews spent today and may still spend leaves too little for one more. */
  | {
      readonly kind: 'day-budget';
      readonly spentMicroUsd: MicroUsd;
      readonly claimedMicroUsd: MicroUsd;
      /** What this session may cost at most. */
      readonly sessionMicroUsd: MicroUsd;
      readonly dayCapMicroUsd: MicroUsd;
    }
  /** Refused before anything was paid: the worst case is over the session's budget, or no quorum is in reach. */
  | { readonly kind: 'refused'; readonly complaint: Complaint }
  /** `advice` says in a sentence what would make the change readable, where anything is known to. */
  | { readonly kind: 'unreadable'; readonly why: string; readonly advice?: string | null }
  /** A merge queue asks about a commit for which no verdict speaks. */
  | { readonly kind: 'not-queued'; readonly why: string }
  /** Something broke; `kept` says in a sentence what of the work is on record. */
  | {
      readonly kind: 'failed';
      readonly complaint: Complaint;
      readonly kept: string;
      /** The session was held and kept; its verdict alone is not published yet. */
      readonly sessionKept?: boolean;
    }
  /** No session by rows of the routing matrix, each with what of the change it matched. */
  | {
      readonly kind: 'skipped';
      readonly rows: readonly { readonly id: string; readonly because: readonly string[] }[];
      /** Whom the rows name and who could not be asked for a review, and labels that could not be put on. */
      readonly notAsked?: readonly { readonly whom: string; readonly why: string }[];
    }
  /** The same review was held before; its session speaks. */
  | {
      readonly kind: 'recorded';
      readonly sessionId: string;
      readonly conclusion: Conclusion;
      /** Address of the verdict comment; null when it is not known. */
      readonly url: string | null;
    };

const CONCLUSIONS: Readonly<Record<Exclude<Notice['kind'], 'recorded'>, Conclusion | null>> = {
  reading: null,
  superseded: 'cancelled',
  'begun-anew': 'cancelled',
  closed: 'cancelled',
  cancelled: 'cancelled',
  stranger: 'action_required',
  configuration: 'action_required',
  'day-budget': 'action_required',
  refused: 'action_required',
  unreadable: 'action_required',
  'not-queued': 'action_required',
  failed: 'action_required',
  skipped: 'neutral',
};

/** How the check of a notice ends; null while it is in progress. What could not be judged never passes. */
export function concludeNotice(notice: Notice): Conclusion | null {
  return notice.kind === 'recorded' ? notice.conclusion : CONCLUSIONS[notice.kind];
}
