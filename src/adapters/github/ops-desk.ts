import type { OpsDesk } from '../../ports/ops-desk.ts';
import type { DeskAccess } from './desk-access.ts';
import { putDeskComment } from './ops-desk-comments.ts';
import {
  editDeskIssue,
  findDeskIssue,
  isDeskPull,
  listOpenDeskIssues,
  openDeskIssue,
  readDeskIssue,
} from './ops-desk-issues.ts';
import { pinIssue } from './ops-desk-pin.ts';
import { proposeFile, readDefaultFile } from './ops-desk-proposal.ts';
import { readPermission } from './people.ts';
import { react } from './reaction.ts';

/** Opens the desk of a repository; nothing is asked yet. */
export function openOpsDesk(access: DeskAccess): OpsDesk {
  return {
    findIssue: (marker) => findDeskIssue(access, marker),
    listOpenIssues: (marker) => listOpenDeskIssues(access, marker),
    readIssue: (number) => readDeskIssue(access, number),
    isPull: (number) => isDeskPull(access, number),
    openIssue: (order) => openDeskIssue(access, order),
    editIssue: (number, edit) => editDeskIssue(access, number, edit),
    pin: ({ nodeId }) => pinIssue(access, nodeId),
    putComment: (order) => putDeskComment(access, order),
    react: (commentId, reaction) => react(access, commentId, reaction),
    permissionOf: (login) => readPermission(access, login),
    readFile: (path) => readDefaultFile(access, path),
    proposeFile: (order) => proposeFile(access, order),
  };
}
