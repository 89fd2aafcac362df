import type { RulesReport } from '../gates/rules/rule-report.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommitRange, LocalRepository } from '../ports/repository.ts';
import { readGround } from './ground-texts.ts';
import { judgeFacts, type Look, type RulesPorts } from './judge-rules.ts';
import { readSurroundings } from './read-surroundings.ts';
import { loadConfig } from './review-ground.ts';
import { bindRecords, type FactSource } from './rule-facts.ts';

/** What judging the rules on a branch of this machine asks of the outside world. */
export interface BranchRulesPorts extends Pick<RulesPorts, 'program'> {
  readonly repository: LocalRepository;
  readonly look: Look;
}

/** What the rules say of a branch. */
export interface RuledBranch {
  readonly report: RulesReport;
  readonly head: string;
  /** Paths that were left out since they are not committed. */
  readonly uncommitted: readonly string[];
}

/** Judges the blocking rules on a branch before there is a pull request; what only the host knows is unknown, and never passes. */
export async function judgeBranchRules(range: CommitRange, ports: BranchRulesPorts): Promise<RuledBranch> {
  const { repository, program } = ports;
  const tip = await repository.findCommit(range.base);
  const { change, uncommitted } = await repository.readTouched(range, () => false);
  const { base: mergeBase, head } = change;
  if (mergeBase === null || head === null) throw new AppError('broken', 'a branch has no two ends');
  const source = sourceOfBranch({ range, commits: { tip, mergeBase, head } }, ports);
  const touched = async () => change;
  const { report } = await judgeFacts({ ...source, touched }, { waivers: [], head, thorough: true }, program);
  return { report, head, uncommitted };
}

interface Branch {
  readonly range: CommitRange;
  readonly commits: FactSource['commits'];
}

const HOST_ONLY = { kind: 'unknown', why: 'only the host knows; ask about the pull request with --pr' } as const;

function sourceOfBranch(
  { range, commits }: Branch,
  { repository, look }: BranchRulesPorts,
): Omit<FactSource, 'touched'> {
  const { tip, head } = commits;
  const whole = async () => (await repository.readRange(range)).change;
  return {
    commits,
    baseBranch: range.base.replace(REMOTE, ''),
    labels: HOST_ONLY,
    files: repository,
    evidence: async () => {
      const change = await whole();
      const config = await loadConfig({ base: { repository, commit: tip } });
      const around = await readSurroundings({ files: repository, base: tip, head, config, change });
      return look(change, await readGround(repository, tip), around);
    },
    records: (globs, about) => bindRecords({ files: repository, commit: tip, globs, about }, whole),
    approvals: async () => HOST_ONLY,
    team: async () => ({ kind: 'unreadable', why: HOST_ONLY.why }),
    checks: async () => HOST_ONLY,
  };
}

/** A branch as a clone names it, and as its host does. */
const REMOTE = /^(?:refs\/heads\/|(?:refs\/remotes\/)?origin\/)/;
