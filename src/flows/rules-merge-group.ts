import { type RulesCheck, renderRulesCheck, renderRulesFailure } from '../gates/rules/check/rules-check.ts';
import { RULES_CHECK } from '../gates/rules/head-check.ts';
import { type AppError, isAppError } from '../kernel/app-error.ts';
import { complaintOf } from '../kernel/complaint.ts';
import type { MergeGroup } from '../ports/guard-host.ts';
import { unknownGroup } from './guard-merge-group.ts';
import { judgeGroupRules } from './judge-rules.ts';
import type { KeepRulesPorts } from './keep-rules.ts';
import { timeOf } from './pull-ports.ts';
import { stateOf } from './rules-check.ts';
import { isStopped } from './stopped.ts';

/** Answers for the rules on a commit that a merge queue tests; returns what was answered, for the record. */
export async function ruleMergeGroup(group: MergeGroup, ports: KeepRulesPorts): Promise<string> {
  const { journal } = ports;
  try {
    return await journal.step('judge the rules for the merge queue', async () =>
      putGroupRules(group, await answerGroup(group, ports), ports),
    );
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
    return journal.step('tell the merge queue why the rules gave no answer', () => tellFailure(group, error, ports));
  }
}

async function answerGroup(group: MergeGroup, ports: KeepRulesPorts): Promise<RulesCheck> {
  const ruled = await judgeGroupRules(group, ports);
  return ruled.kind === 'gone' ? renderRulesFailure(unknownGroup(group)) : renderRulesCheck(ruled.report);
}

async function putGroupRules(group: MergeGroup, check: RulesCheck, ports: KeepRulesPorts): Promise<string> {
  await ports.host.putCheck({
    name: RULES_CHECK,
    sha: group.headSha,
    key: `check:rules:group:${group.headSha}`,
    knownId: null,
    detailsUrl: null,
    state: stateOf(check, timeOf(ports)),
    output: check.output,
  });
  return `rules ${check.conclusion}`;
}

/** Where not even that can be written, the other answers are still given; without a check nothing merges. */
async function tellFailure(group: MergeGroup, error: AppError, ports: KeepRulesPorts): Promise<string> {
  try {
    return await putGroupRules(group, renderRulesFailure(complaintOf(error)), ports);
  } catch (failure) {
    if (isStopped(failure) || !isAppError(failure)) throw failure;
    return 'no rules, since the host did not take them';
  }
}
