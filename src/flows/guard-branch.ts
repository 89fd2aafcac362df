import { killSwitchBypass, type VariableReading } from '../gates/bypass.ts';
import { reportBypassed, reportGates, reportMisconfigured } from '../gates/conclude-gates.ts';
import type { Reason } from '../gates/gate.ts';
import type { GuardedPull } from '../gates/guarded-pull.ts';
import type { GuardReport } from '../gates/report.ts';
import { wantsWholeText } from '../gates/wanted.ts';
import type { CommitRange, LocalRepository } from '../ports/repository.ts';
import { type GivenConfig, readGateConfig } from './gate-config.ts';
import { type Judge, judgeChange } from './judge-change.ts';

/** A branch that is to become a pull request, in the words that this one is to have. */
export interface GuardedBranch {
  readonly range: CommitRange;
  readonly title: string;
  /** Markdown; empty for none. */
  readonly body: string;
  /** Null for the name that the head has in the repository. */
  readonly branch: string | null;
}

/** What guarding a branch asks of the outside world. */
export interface BranchPorts {
  readonly repository: LocalRepository;
  /** What the environment says of the kill switch. */
  readonly killSwitch: VariableReading;
  readonly given: GivenConfig | null;
  readonly judge: Judge;
}

/** What the gates say of a branch. */
export interface GuardedCommits {
  readonly report: GuardReport;
  /** The commit that was judged; null when the gates were not asked. */
  readonly head: string | null;
  /** Paths that were left out since they are not committed. */
  readonly uncommitted: readonly string[];
}

/**
 * Asks the five gates about a branch of a repository on this machine. What only the host knows (labels, waivers, who
 * wrote the commits) is not looked at, and the report says so.
 */
export async function guardBranch(order: GuardedBranch, ports: BranchPorts): Promise<GuardedCommits> {
  const { repository, killSwitch, given, judge } = ports;
  const { bypass, notes } = killSwitchBypass(killSwitch);
  if (bypass !== null) return unasked(reportBypassed(bypass, notes));
  const tip = await repository.findCommit(order.range.base);
  const configured = await readGateConfig(tip, repository, given);
  if (configured.kind === 'broken') return unasked(reportMisconfigured(configured.complaint, notes));
  const { config } = configured;
  const { change, uncommitted } = await repository.readTouched(order.range, wantsWholeText(config));
  const branch = order.branch ?? (await repository.findBranch(order.range.head));
  const commits = { base: tip, head: change.head ?? '' };
  const pull = await describe(order, branch, repository);
  const judged = await judgeChange({ pull, change, commits, config }, { files: repository, judge });
  const remarks = [
    ...notes,
    localOnly,
    ...(branch === null ? [noBranch] : []),
    ...(change.files.length === 0 ? [noChange] : []),
  ];
  return { report: reportGates(judged, { waivers: [], notes: remarks }), head: change.head, uncommitted };
}

function unasked(report: GuardReport): GuardedCommits {
  return { report, head: null, uncommitted: [] };
}

async function describe(
  { title, body }: GuardedBranch,
  branch: string | null,
  repository: LocalRepository,
): Promise<GuardedPull> {
  const home = await repository.findHome();
  return { title, body, headBranch: branch ?? '', home, fork: false, headApproved: false };
}

const localOnly: Reason = {
  level: 'notice',
  key: 'local',
  text: 'Only the local repository was read: labels, waivers and listed bots were not looked up.',
};

const noBranch: Reason = {
  level: 'notice',
  key: 'no-branch',
  text: 'No branch is checked out or named, so the name of the branch is empty for the gates.',
  mend: 'Name it with --branch.',
};

const noChange: Reason = {
  level: 'notice',
  key: 'no-change',
  text: 'The branch changes no file beside its base.',
};
