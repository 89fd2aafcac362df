import type { GateId } from '../config/gates-config.ts';
import type { GateResult, Reason } from './gate.ts';

/** How the check of the gates ends. */
export type GuardConclusion = 'success' | 'failure' | 'neutral' | 'action_required';

/** What the five gates say of a pull request. */
export interface GuardReport {
  /** Always five, in order. */
  readonly gates: readonly GateResult[];
  readonly conclusion: GuardConclusion;
  /** What holds for all of them: a switch, a bot, a label that changes nothing, a configuration that cannot be read. */
  readonly notes: readonly Reason[];
  readonly bypass: Bypass | null;
  /** The waivers by which a gate was waived. */
  readonly waivers: readonly GateWaiver[];
}

/** What puts all five gates out of force. */
export type Bypass =
  /** `since` is when the variable was set to what it is, as an ISO time; null where that is not known. */
  { readonly kind: 'kill-switch'; readonly since: string | null } | { readonly kind: 'bot'; readonly login: string };

/** A person's written decision to let named gates pass. */
export interface GateWaiver {
  readonly how: 'label' | 'command';
  /** What it came from: the id of the label's event, or of the comment. */
  readonly cause: string;
  readonly gates: readonly GateId[];
  readonly by: string;
  readonly reason: string;
  /** The commit that was the head when it was given. */
  readonly head: string;
  readonly at: string;
  /** The failures that it was given for, by gate. */
  readonly failures: readonly GateFailure[];
}

/** A failure of a gate by what is the same about it over pushes: which reason, in which files. */
export interface GateFailure {
  readonly gate: GateId;
  /** Key and path of every failing reason, sorted and each once: `literal max_depth in src/training/a.py`. */
  readonly marks: readonly string[];
}
