import { renderGuardFailure } from '../gates/check/failure-check.ts';
import { renderGuardCheck } from '../gates/check/guard-check.ts';
import { GUARD_CHECK } from '../gates/guard-mark.ts';
import { type AppError, isAppError } from '../kernel/app-error.ts';
import { type Complaint, complaintOf } from '../kernel/complaint.ts';
import type { MergeGroup } from '../ports/guard-host.ts';
import { auditGuard } from './guard-audit.ts';
import { guardGroup } from './guard-pull.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { isStopped } from './stopped.ts';
import type { Concluded } from './strictest.ts';

/** Answers for a commit that a merge queue tests; returns what was answered, for the record. */
export async function guardMergeGroup(group: MergeGroup, ports: PullPorts): Promise<string> {
  const { journal } = ports;
  try {
    return await journal.step('ask the gates for the merge queue', async () =>
      putGroupCheck(group, await answerGroup(group, ports), ports),
    );
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
    return journal.step('tell the merge queue why the gates gave no answer', () => tellFailure(group, error, ports));
  }
}

async function answerGroup(group: MergeGroup, ports: PullPorts): Promise<Concluded> {
  const guarded = await guardGroup(group, ports);
  if (guarded.kind === 'gone') return renderGuardFailure(unknownGroup(group));
  await auditGuard(guarded, ports);
  return renderGuardCheck(guarded.report);
}

/** What is said where nobody knows what a merge group is made of. */
export function unknownGroup({ headRef }: MergeGroup): Complaint {
  return {
    what: 'the pull request of this merge group is not known',
    where: headRef,
    expected: 'a branch of a merge queue that names its pull request, as …/pr-41-…',
    advice: 'Take the pull request out of the queue and queue it again.',
  };
}

async function putGroupCheck(group: MergeGroup, { conclusion, output }: Concluded, ports: PullPorts): Promise<string> {
  await ports.host.putCheck({
    name: GUARD_CHECK,
    sha: group.headSha,
    key: `check:guardrails:group:${group.headSha}`,
    knownId: null,
    detailsUrl: null,
    state: { kind: 'completed', conclusion, completedAt: timeOf(ports) },
    output,
  });
  return `guardrails ${conclusion}`;
}

/** Where not even that can be written, the verdict for the queue is still looked for; without a check nothing merges. */
async function tellFailure(group: MergeGroup, error: AppError, ports: PullPorts): Promise<string> {
  try {
    return await putGroupCheck(group, renderGuardFailure(complaintOf(error)), ports);
  } catch (failure) {
    if (isStopped(failure) || !isAppError(failure)) throw failure;
    return 'no guardrails, since the host did not take them';
  }
}
