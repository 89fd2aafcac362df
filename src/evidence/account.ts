import type { Change } from '../change/change.ts';
import type { Hit } from './hit.ts';
import type { EvidenceClass, EvidenceRule } from './rule.ts';

/** What the rules found in one change and what they could not read, as it may be shown: no secret is left in it. */
export interface EvidenceAccount {
  readonly change: Change;
  /** Sorted by path, line and rule. */
  readonly hits: readonly NamedHit[];
  /** Files whose code was read, with the ids of the rules that asked them. */
  readonly read: readonly { readonly path: string; readonly rules: readonly string[] }[];
  /** Files that rules ask and could not read, with the reason. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** What a person should know of the reading, a sentence each. */
  readonly notes: readonly string[];
  /** Every rule that is known here, also those that are off, sorted by id. */
  readonly rules: readonly RuleStanding[];
}

/** A hit with the names by which people and programs find it again after its line has moved. */
export interface NamedHit extends Hit {
  /** Function or class around it, null at module level or where that is not known. */
  readonly symbol: string | null;
  /** Id of the finding that a verdict makes of it, `F-` and eight hex digits; null for a hint. */
  readonly finding: string | null;
}

/** A rule and what the repository decided about it. */
export interface RuleStanding {
  /** As its file has it, whatever was decided. */
  readonly rule: EvidenceRule;
  /** Whether the repository brings it itself. */
  readonly own: boolean;
  /** As what it runs. */
  readonly runs: EvidenceClass | 'off';
  /** Null where nothing was decided. */
  readonly decision: { readonly reason: string | null } | null;
}
