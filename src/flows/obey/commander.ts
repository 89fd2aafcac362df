import type { PullRef } from '../../change/pull-request.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Permission } from '../../ports/guard-host.ts';
import type { NewComment } from '../../routing/delivery-request.ts';
import { type PullFacts, readFacts } from '../pull-facts.ts';
import type { TakeUpPorts } from '../take-up-pull.ts';

/** What obeying a command asks of the outside world. */
export type ObeyPorts = TakeUpPorts;

/** Who gave a command, where, and what that person may do there now. */
export interface Commander {
  readonly pull: PullRef;
  readonly comment: NewComment;
  readonly permission: Permission;
}

/** The pull request of a command as it is now. */
export async function readCommanded({ pull }: Commander, { journal, host }: ObeyPorts): Promise<PullFacts> {
  const now = await journal.step('read the pull request of the command', () => readFacts(pull.number, host));
  if (now !== null) return now;
  throw new AppError('bad-input', `there is no pull request #${pull.number} any more`);
}
