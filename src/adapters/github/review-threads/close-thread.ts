import { z } from 'zod';
import type { Closing, ThreadHandle } from '../../../ports/review-threads.ts';
import type { AppAccess } from '../access.ts';
import { ask } from '../ask.ts';
import { refusesField } from '../refused-query.ts';

const RESOLVE = 'mutation($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id } } }';
const UNRESOLVE = 'mutation($id: ID!) { unresolveReviewThread(input: { threadId: $id }) { thread { id } } }';
const HIDE =
  'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } } }';
const SHOW =
  'mutation($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }';

/**
 * Resolves a thread. GitHub lets an app do so only with write access to contents, which this one need not have: then the
 * first comment is hidden as resolved, where that is wanted.
 */
export async function closeThread(access: AppAccess, thread: ThreadHandle, mayHide: boolean): Promise<Closing> {
  if (await change(access, { mutation: RESOLVE, field: 'resolveReviewThread', id: thread.id })) return 'resolved';
  if (!mayHide) return 'left';
  const hidden = await change(access, { mutation: HIDE, field: 'minimizeComment', id: thread.opening.node });
  return hidden ? 'hidden' : 'left';
}

/** Takes back what closing did. */
export async function reopenThread(access: AppAccess, { id, isResolved, opening }: ThreadHandle): Promise<void> {
  if (isResolved) await change(access, { mutation: UNRESOLVE, field: 'unresolveReviewThread', id });
  if (opening.isHidden) await change(access, { mutation: SHOW, field: 'unminimizeComment', id: opening.node });
}

interface Mutation {
  readonly mutation: string;
  readonly field: string;
  readonly id: string;
}

/** Carries out a mutation that changes nothing a second time; false when GitHub does not let us. */
async function change({ octokit, name }: AppAccess, { mutation, field, id }: Mutation): Promise<boolean> {
  return ask(`${field} in ${name}`, z.boolean(), async () => {
    const allowed = await octokit.graphql(mutation, { id }).then(
      () => true,
      (error: unknown) => {
        if (refusesField(error, field)) return false;
        throw error;
      },
    );
    return { data: allowed };
  });
}
