import type { BaseRecording, PullRecording } from '../routing/pull-recording.ts';

/**
 * What a route asks of the host of a repository, all of it read and never changed. What fails outside throws an AppError
 * `outside-failed`.
 */
export interface PullRecorder {
  /** A pull request as it is now; null when there is none of that number. */
  record(number: number): Promise<PullRecording | null>;
  /** The pull requests that were merged or closed last, newest first; fewer where there are no more. */
  recordLast(count: number): Promise<readonly PullRecording[]>;
  /** What instructs at the tip of a branch; of the default one for null. */
  recordBase(branch: string | null): Promise<BaseRecording>;
  /** Whether there is a team `org/team`; null where the host does not let us see. */
  hasTeam(team: string): Promise<boolean | null>;
}
