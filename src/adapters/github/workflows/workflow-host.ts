import type { WorkflowHost } from '../../../ports/workflow-host.ts';
import type { AppAccess } from '../access.ts';
import type { TreeReader } from '../tree.ts';
import { downloadArtifact, findArtifact } from './artifact.ts';
import { findBases } from './bases.ts';
import { readBytes } from './file-bytes.ts';
import { listStarted, readRun } from './run.ts';
import { startWorkflow } from './start.ts';

/** The workflows of one repository on GitHub. */
export function openWorkflows(access: AppAccess, trees: TreeReader): WorkflowHost {
  return {
    readRun: (id) => readRun(access, id),
    listStarted: (workflow) => listStarted(access, workflow),
    basesOf: (run) => findBases(access, run),
    findArtifact: (run, name) => findArtifact(access, run, name),
    downloadArtifact: (artifact, most) => downloadArtifact(access, artifact, most),
    start: (order) => startWorkflow(access, order),
    readBytes: (commit, path, most) => readBytes({ access, trees }, { commit, path }, most),
    ownLogin: () => access.app.login(),
  };
}
