import type { Account, Repository } from './world.ts';

/** An artifact that a run left behind. */
export interface Artifact {
  readonly id: number;
  readonly name: string;
  /** A zip archive, or whatever somebody made pass for one. */
  readonly bytes: Buffer;
  readonly expired: boolean;
  /** What GitHub says of its size; its own size unless told otherwise. */
  readonly size: number;
}

/** A run of a workflow that ended or goes on. */
export interface WorkflowRun {
  readonly id: number;
  readonly repository: Repository;
  readonly headRepository: Repository;
  /** `.github/workflows/backtest.yml`. */
  readonly path: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly actor: Account;
  readonly title: string;
  readonly createdAt: string;
  readonly artifacts: Artifact[];
  status: 'in_progress' | 'completed';
  conclusion: string | null;
}
