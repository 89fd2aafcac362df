import type { BindingDecision } from '../../adr/binding.ts';
import type { DecisionRecord } from '../../adr/record.ts';
import type { Change } from '../../change/change.ts';
import type { EvidenceAccount } from '../../evidence/account.ts';
import type { Glob } from '../../kernel/glob.ts';

/** What could be looked up, or why it could not; what is unknown never passes. */
export type Known<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'unknown'; readonly why: string };

/** Everything that the rules are judged on. What no rule that asks needs is not looked up, and then unknown. */
export interface RuleFacts {
  /** The commit that is judged. */
  readonly head: string;
  readonly baseBranch: string;
  readonly labels: Known<readonly string[]>;
  readonly change: Pick<Change, 'files'>;
  /** The globs under `critical:`. */
  readonly critical: readonly Glob[];
  /** Paths of the files before and after the change. */
  readonly before: Known<readonly string[]>;
  readonly after: Known<readonly string[]>;
  readonly evidence: Known<EvidenceFacts>;
  readonly records: Known<RecordFacts>;
  readonly approvals: Known<readonly Approval[]>;
  /** By `org/team`, of every team that a rule names. */
  readonly teams: ReadonlyMap<string, TeamFacts>;
  readonly checks: Known<readonly HeadCheck[]>;
}

/** What the evidence rules saw in the change, and which of them run. */
export type EvidenceFacts = Pick<EvidenceAccount, 'hits' | 'unread' | 'rules'>;

/** The accepted decisions at the base, and those of them that bind the change. */
export interface RecordFacts {
  readonly records: readonly DecisionRecord[];
  readonly binding: readonly BindingDecision[];
}

/** Somebody else than the author whose newest review approves. */
export interface Approval {
  readonly login: string;
  /** False when another commit than the head was approved. */
  readonly onHead: boolean;
}

/** Which of the approvers are in a team. */
export type TeamFacts =
  | { readonly kind: 'read'; readonly members: readonly string[] }
  /** Not there, or not to be seen by whoever asks. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** The newest run of a check, or a commit status, on the head. */
export interface HeadCheck {
  readonly name: string;
  /** Slug of the app that reports it; null for a commit status, which anybody who may write can set. */
  readonly app: string | null;
  /** How it ended in the host's words, `pending` while it has not. */
  readonly state: string;
}

/** A fact that nobody looked up, since no rule that asks needs it. */
export function notAsked(): { readonly kind: 'unknown'; readonly why: string } {
  return { kind: 'unknown', why: 'it was not looked up' };
}
