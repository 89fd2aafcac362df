import type { OpsRole, Playbook } from './playbook.ts';

/** How a role is called. */
export const ROLE_NAMES: Readonly<Record<OpsRole, string>> = {
  operator: 'Operator',
  mlops_maintainer: 'MLOps maintainer',
  ml_owner: 'ML owner',
  platform_owner: 'Platform owner',
};

/** Whether a playbook has been tried often enough, and to whom it then goes. */
export interface Escalation {
  readonly due: boolean;
  readonly to: OpsRole;
  /** Attempts that are left before it is due. */
  readonly left: number;
}

/** Where a playbook stands after so many attempts that did not meet its exit criterion. */
export function escalationAfter(attempts: number, { escalation }: Playbook): Escalation {
  const left = Math.max(0, escalation.after_attempts - attempts);
  return { due: left === 0, to: escalation.to, left };
}
