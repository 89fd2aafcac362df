import { openRepository } from '../../../adapters/git/repository.ts';
import type { GivenConfig } from '../../../flows/gate-config.ts';
import type { BranchPorts } from '../../../flows/guard-branch.ts';
import type { Terminal } from '../../terminal.ts';
import { judgeWithRests } from '../judging.ts';
import { readKillSwitch } from '../kill-switch.ts';

/** Joins guarding with a repository on this machine. */
export async function wireLocal(
  folder: string,
  given: GivenConfig | null,
  environment: Terminal['environment'],
): Promise<BranchPorts> {
  const repository = await openRepository(folder, environment);
  return { repository, given, killSwitch: readKillSwitch(environment), judge: judgeWithRests };
}
