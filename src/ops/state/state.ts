import type { PatternFinding } from '../patterns/pattern.ts';
import type { Truth } from '../truth.ts';

/** The state of the whole house, worst first. */
export const STATES = ['RED', 'ORANGE', 'YELLOW', 'GREEN'] as const;
export type State = (typeof STATES)[number];

/** How much of the state stands on evidence: `blind` is that no outage rule could be judged. */
export type Confidence = 'full' | 'partial' | 'blind';

/** Worst first; zero when equal. */
export function compareStates(left: State, right: State): number {
  return STATES.indexOf(left) - STATES.indexOf(right);
}

/** The worse of two. */
export function worse(left: State, right: State): State {
  return compareStates(left, right) <= 0 ? left : right;
}

/** How one rule was judged. */
export interface RuleResult {
  /** As in `R2_PVC`. */
  readonly rule: string;
  /** The state that the rule raises when it is true. */
  readonly state: State;
  readonly truth: Truth;
  /** What was found, as a person reads it: `PVC 91 %`, or why nobody knows. */
  readonly found: string;
  /** What it was compared with: `more than 85 %`. */
  readonly limit: string;
  /** Where the rule comes from: `manual §0, §2`. */
  readonly origin: string;
  /** Signals that the rule reads, by name. */
  readonly signals: readonly string[];
  /** ISO 8601 of the oldest figure that it read; null where the figures have none. */
  readonly sampledAt: string | null;
}

/** The state of the house with everything that it stands on. */
export interface StateVerdict {
  readonly state: State;
  readonly confidence: Confidence;
  /** Ids of the rules that are true, worst first. */
  readonly fired: readonly string[];
  /** Ids of the rules that nobody could judge, worst first. */
  readonly unknown: readonly string[];
  /** Whether a fired rule raised the state, or only what is unknown. */
  readonly raisedBy: 'nothing' | 'rules' | 'unknowns';
  /** One for each rule, worst first. */
  readonly evidence: readonly RuleResult[];
  /** Golden signals of single cryptos that are not healthy. */
  readonly signals: readonly SignalFinding[];
  /** Patterns that were incidents, there or not, of what somebody measures; they raise no state. */
  readonly patterns: readonly PatternFinding[];
  /** Sentences for people: a crypto without a group, a data error, a reservation of a source. */
  readonly notes: readonly string[];
  /** ISO 8601: when it was judged. */
  readonly asOf: string;
}

/** A golden signal of one crypto or of the platform, against its two thresholds (manual §2). */
export interface SignalFinding {
  /** As in `std_f1_buy`. */
  readonly signal: string;
  /** Null for a signal of the platform. */
  readonly crypto: string | null;
  readonly level: 'ok' | 'warning' | 'critical' | 'unknown';
  /** `0.12`, or why nobody knows. */
  readonly found: string;
  /** `over 0.10`. */
  readonly limit: string;
  readonly origin: string;
}
