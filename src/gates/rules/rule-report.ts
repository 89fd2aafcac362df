import type { Reason } from '../gate.ts';

/**
 * What a rule answers. `asleep`: the repository does not have what the rule is about, or nobody was named for it;
 * `exempt`: it does not ask of this change; `pending`: what it waits for has not ended; `unknown`: it asks and could not
 * be judged. None of these is a pass.
 */
export type RuleAnswer = 'pass' | 'fail' | 'asleep' | 'exempt' | 'waived' | 'pending' | 'unknown';

/** The answer of one rule, with at least one reason. */
export interface RuleResult {
  readonly id: string;
  readonly owner: string | null;
  readonly message: string;
  readonly waivable: boolean;
  readonly answer: RuleAnswer;
  readonly reasons: readonly Reason[];
}

/** How the check of the rules ends; while something is pending it has not ended. */
export type RulesConclusion = 'success' | 'failure' | 'neutral' | 'action_required' | 'pending';

/** What the blocking rules say of a pull request. */
export interface RulesReport {
  readonly rules: readonly RuleResult[];
  readonly conclusion: RulesConclusion;
  /** What holds for all of them: a configuration that cannot be read, a rule that can never ask. */
  readonly notes: readonly Reason[];
  /** The waivers by which a rule was waived. */
  readonly waivers: readonly RuleWaiver[];
}

/** A person's written decision to let a failing rule pass at one commit. */
export interface RuleWaiver {
  readonly rule: string;
  /** What it came from: the comment. */
  readonly cause: string;
  readonly by: string;
  readonly reason: string;
  readonly head: string;
  readonly at: string;
  /** Key and path of every reason for which the rule failed then. */
  readonly marks: readonly string[];
}
