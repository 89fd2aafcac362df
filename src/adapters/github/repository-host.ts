import type { CodeHost } from '../../ports/code-host.ts';
import type { AppAccess } from './access.ts';
import { askForReviews, putLabels } from './asked-reviews.ts';
import { readChange } from './change.ts';
import { putCheck } from './check.ts';
import { putComment } from './comment.ts';
import { listOpenPulls, readDefaultBranch } from './pulls.ts';
import { react } from './reaction.ts';
import { openReviewThreads } from './review-threads/review-threads.ts';
import { openRulesHost } from './rules-host.ts';
import { openTrees } from './tree.ts';
import { openWorkflows } from './workflows/workflow-host.ts';

/** One repository on GitHub. */
export function openRepositoryHost(access: AppAccess): CodeHost {
  const trees = openTrees(access);
  return {
    ...openRulesHost(access, trees),
    readChange: (pull, mergeBase) => readChange({ access, trees }, { pull, mergeBase }),
    listOpenPulls: () => listOpenPulls(access),
    defaultBranch: () => readDefaultBranch(access),
    putComment: (comment) => putComment(access, comment),
    putCheck: (check) => putCheck(access, check),
    askForReviews: (wanted) => askForReviews(access, wanted),
    putLabels: (number, labels) => putLabels(access, number, labels),
    react: (commentId, reaction) => react(access, commentId, reaction),
    threads: openReviewThreads(access),
    workflows: openWorkflows(access, trees),
  };
}
