import type { GuardHost } from '../../ports/guard-host.ts';
import type { Access } from './access.ts';
import { listCommitAccounts } from './commit-accounts.ts';
import { listBlobsBelow, listFilesBelow, readFiles } from './commit-files.ts';
import { readLabelling, readPullHeadAt } from './labelling.ts';
import { listMaintainers, readPermission } from './people.ts';
import { findBase, readPull } from './pulls.ts';
import { readQueued } from './queue.ts';
import { isApproved } from './reviews.ts';
import { readTouched } from './touched.ts';
import { openTrees, type TreeReader } from './tree.ts';
import { readVariable } from './variable.ts';

/** One repository on GitHub, as far as guarding asks about it; nothing is written. */
export function openGuardHost(access: Access, trees: TreeReader = openTrees(access)): GuardHost {
  const place = { access, trees };
  return {
    readPull: (number) => readPull(access, number),
    findBase: (branch, head) => findBase(access, branch, head),
    files: {
      readFiles: (commit, paths) => readFiles(place, commit, paths),
      listFiles: (commit, folder) => listFilesBelow(trees, commit, folder),
      listBlobs: (commit, folder) => listBlobsBelow(trees, commit, folder),
    },
    permissionOf: (login) => readPermission(access, login),
    listMaintainers: () => listMaintainers(access),
    readQueued: (group) => readQueued(place, group),
    readTouched: (ends, wantsText) => readTouched(place, ends, wantsText),
    readVariable: (name) => readVariable(access, name),
    readLabelling: (number, label) => readLabelling(access, number, label),
    readHeadAt: (number, at) => readPullHeadAt(access, number, at),
    listCommitAccounts: (number) => listCommitAccounts(access, number),
    isApproved: (number, head) => isApproved(access, number, head),
  };
}
