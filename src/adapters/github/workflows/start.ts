import { z } from 'zod';
import { isAppError } from '../../../kernel/app-error.ts';
import type { Started, WorkflowStart } from '../../../ports/workflow-host.ts';
import type { Access } from '../access.ts';
import { ask } from '../ask.ts';
import { isPassing, statusOf } from '../failure.ts';

/** Starts a workflow; what a person can mend is an answer, everything else an error. */
export async function startWorkflow(
  { octokit, at, name }: Access,
  { workflow, branch, inputs }: WorkflowStart,
): Promise<Started> {
  let refusal: Started | null = null;
  try {
    await ask(`a start of ${workflow} of ${name}`, z.unknown(), () =>
      octokit
        .request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
          ...at,
          workflow_id: workflow,
          ref: branch,
          inputs: { ...inputs },
        })
        .catch((error: unknown) => {
          refusal = refusalIn(error);
          throw error;
        }),
    );
    return { kind: 'started' };
  } catch (error) {
    if (refusal !== null && isAppError(error)) return worded(refusal, error.message);
    throw error;
  }
}

/** GitHub answers 403 without the permission, 404 without the file, and 422 where it takes no such start. */
function refusalIn(error: unknown): Started | null {
  const status = isPassing(error) ? null : statusOf(error);
  return (status !== null && REFUSALS.get(status)) || null;
}

const REFUSALS: ReadonlyMap<number, Started> = new Map<number, Started>([
  [403, { kind: 'forbidden' }],
  [404, { kind: 'absent' }],
  [422, { kind: 'unfit', why: '' }],
]);

function worded(refusal: Started, why: string): Started {
  return refusal.kind === 'unfit' ? { kind: 'unfit', why } : refusal;
}
