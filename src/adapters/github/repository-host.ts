import type { CodeHost } from '../../ports/code-host.ts';
import type { Access } from './access.ts';
import { readChange } from './change.ts';
import { putCheck } from './check.ts';
import { putComment } from './comment.ts';
import { listFilesBelow, readFiles } from './commit-files.ts';
import { listMaintainers, readPermission } from './people.ts';
import { findBase, listOpenPulls, readDefaultBranch, readPull } from './pulls.ts';
import { readQueued } from './queue.ts';
import { react } from './reaction.ts';
import { openTrees } from './tree.ts';

/** One repository on GitHub. */
export function openRepositoryHost(access: Access): CodeHost {
  const trees = openTrees(access);
  const place = { access, trees };
  return {
    readPull: (number) => readPull(access, number),
    findBase: (branch, head) => findBase(access, branch, head),
    readChange: (pull, mergeBase) => readChange(place, { pull, mergeBase }),
    files: {
      readFiles: (commit, paths) => readFiles(place, commit, paths),
      listFiles: (commit, folder) => listFilesBelow(trees, commit, folder),
    },
    permissionOf: (login) => readPermission(access, login),
    listMaintainers: () => listMaintainers(access),
    listOpenPulls: () => listOpenPulls(access),
    defaultBranch: () => readDefaultBranch(access),
    readQueued: (group) => readQueued(place, group),
    putComment: (comment) => putComment(access, comment),
    putCheck: (check) => putCheck(access, check),
    react: (commentId, reaction) => react(access, commentId, reaction),
  };
}
