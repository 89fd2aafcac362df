import type { IncidentLog } from '../log/entry.ts';

/** What a log of incidents is checked for. */
export const LOG_RULES = [
  'incident/heading',
  'incident/number',
  'incident/chronology',
  'incident/field',
  'incident/empty-field',
  'incident/severity',
  'incident/severity-impact',
  'incident/timeline',
  'incident/duration',
  'incident/detection',
  'incident/same-trigger',
  'incident/commit-of-two',
  'incident/fix-of-another',
  'incident/fix-differs',
  'incident/recurrence',
  'incident/lesson',
  'incident/follow-up-number',
  'incident/follow-up-link',
  'incident/follow-up-state',
  'incident/tbd',
  'incident/append-only',
] as const;
export type LogRule = (typeof LOG_RULES)[number];

/** Something in a log that is not as it should be. */
export interface LogFinding {
  readonly rule: LogRule;
  /** From 1. */
  readonly line: number;
  /** As in `17.2`; null where no entry is meant. */
  readonly entry: string | null;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
}

/** How the issue of a follow-up stands. */
export type IssueState = 'open' | 'closed' | 'dropped' | 'absent';

/** What a log is checked against. */
export interface LintGround {
  readonly log: IncidentLog;
  /** `2026-11-20`, in UTC. */
  readonly today: string;
  /** The log as it stood before; null where nobody asked, or there was none. */
  readonly before: IncidentLog | null;
  /** How the issues of follow-ups stand, by number; what is missing is not known. */
  readonly issues: ReadonlyMap<number, IssueState>;
}

/** One rule, or a few that look at the same thing. */
export type Rule = (ground: LintGround) => readonly LogFinding[];
