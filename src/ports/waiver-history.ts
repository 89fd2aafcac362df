import type { AuditedDays, MergedPull, Version } from '../gates/audit/merged-pull.ts';
import type { IssueAddress } from '../gates/audit/reference.ts';
import type { FollowUpState } from '../gates/audit/waiver-audit.ts';
import type { VariableReading } from '../gates/bypass.ts';

/**
 * What an audit of waivers asks of the host of a repository, all of it read and never changed. What fails outside
 * throws an AppError `outside-failed`; a permission that is missing is named in it.
 */
export interface WaiverHistory {
  /**
   * Every pull request that was merged on these days, oldest merge first; no search, which forgets. Its checks are those
   * of the app and those of a workflow's job of this name.
   */
  listMerged(days: AuditedDays, job: string): Promise<readonly MergedPull[]>;
  /** The text of a file at the tip of a branch, or of the default branch where that branch is gone; null when absent. */
  readText(branch: string, path: string): Promise<string | null>;
  /** A variable of the repository, or else of its organisation where that one reaches it. */
  readVariable(name: string): Promise<VariableReading>;
  readIssue(address: IssueAddress): Promise<IssueStanding>;
  /** The text of a comment by its id; null when it is gone. */
  readComment(id: string): Promise<string | null>;
  /** Tags that name a version, oldest first, with the commits that each is the first to hold. */
  listVersions(days: AuditedDays): Promise<readonly Version[]>;
}

/** How an issue or a pull request stands. */
export interface IssueStanding {
  readonly state: Exclude<FollowUpState, 'elsewhere'>;
  readonly url: string | null;
}
