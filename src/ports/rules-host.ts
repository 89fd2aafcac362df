import type { Approval, HeadCheck, TeamFacts } from '../gates/rules/rule-facts.ts';
import type { GuardHost } from './guard-host.ts';

/** What the blocking rules ask of the place where pull requests stand, beside what the gates ask. */
export interface RulesHost extends GuardHost {
  /** Everybody but the author whose newest review of a pull request approves, with whether that is of this very head. */
  listApprovals(asked: ReviewedHead): Promise<readonly Approval[]>;
  /** Which of some people are members of a team now, `org/team`; absent where there is none or none is to be seen. */
  readTeam(team: string, logins: readonly string[]): Promise<TeamFacts>;
  /** The newest run of every check and the newest status of every context on a commit. */
  listChecks(commit: string): Promise<readonly HeadCheck[]>;
}

/** A head of a pull request, and who may not approve it. */
export interface ReviewedHead {
  readonly number: number;
  readonly head: string;
  readonly author: string;
}
