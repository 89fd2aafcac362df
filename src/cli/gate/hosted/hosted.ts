import type { GivenConfig } from '../../../flows/gate-config.ts';
import { guardGroup, guardPull } from '../../../flows/guard-pull.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Terminal } from '../../terminal.ts';
import type { EventTarget } from '../event.ts';
import type { Guarded } from '../guarded.ts';
import { wireHosted } from './wire.ts';

/** What is asked about, at which host. */
export interface HostedOrder {
  readonly target: EventTarget;
  /** Address of the host's pages that a person named; null for the usual one. */
  readonly hostUrl: string | null;
}

/** Asks the gates about a pull request or a merge group, as GitHub tells it now. */
export async function guardHosted(
  { target, hostUrl }: HostedOrder,
  given: GivenConfig | null,
  environment: Terminal['environment'],
): Promise<Guarded> {
  const { owner, name } = target;
  const ports = wireHosted({ owner, name, hostUrl }, given, environment);
  const guarded =
    target.kind === 'group' ? await guardGroup(target.group, ports) : await guardPull(target.number, ports);
  if (guarded.kind === 'gone') throw gone(target);
  const { report, pull, head } = guarded;
  return { report, subject: `${owner}/${name}#${pull.ref.number}`, head, remarks: [] };
}

/** Says that there is nothing to ask about. */
export function gone(target: EventTarget): AppError {
  const { owner, name } = target;
  const what =
    target.kind === 'group'
      ? `no pull request of ${owner}/${name} belongs to the merge group ${target.group.headRef}`
      : `there is no pull request ${owner}/${name}#${target.number}`;
  return new AppError('bad-input', `${what}, perhaps not any more`, {
    expected: 'a pull request that is there; nothing was asked, and nothing passes',
  });
}
