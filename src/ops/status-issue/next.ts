import { nextStepOfState } from '../next-step.ts';
import { ROLE_NAMES } from '../playbook/escalation.ts';
import type { OpsRole } from '../playbook/playbook.ts';
import { compareStates, type StateVerdict } from '../state/state.ts';
import type { Standing } from '../state/transition.ts';

/** Who holds each role, by login. */
export type RoleHolders = Readonly<Record<OpsRole, readonly string[]>>;

/** The next step with its owner, for the state that is shown: what was heard once is no reason to stop. */
export function tellNext(standing: Standing, verdict: StateVerdict, holders: RoleHolders): string {
  const isBetter = compareStates(verdict.state, standing.state) > 0;
  if (standing.isHeld && isBetter)
    return `${ROLE_NAMES.platform_owner}, now: go on with the playbook INFRA_SATURATED until the volume is cleared and nothing was killed for 24 h${heldBy(holders.platform_owner)}.`;
  if (isBetter)
    return `${ROLE_NAMES.operator}: wait for the next evaluation, which decides${heldBy(holders.operator)}.`;
  const { sentence, owner } = nextStepOfState(verdict);
  return `${sentence.replace(/\.$/, '')}${heldBy(holders[owner])}.`;
}

function heldBy(logins: readonly string[]): string {
  return logins.length === 0 ? '' : ` (${logins.map((login) => `@${login}`).join(', ')})`;
}
