import type { OpsRole, Playbook } from './playbook.ts';

/** How a role is called. */
export const ROLE_NAMES: Readonly<Record<OpsRole, string>> = {
  operator: 'Operator',
  mlops_maintainer: 'MLOps maintainer',
  ml_owner: 'ML owner',
  platform_owner: 'Platform owner',
};

/** Who decides, who carries out and who approves, for one situation (manual §4). */
export interface Responsibility {
  readonly situation: string;
  readonly decides: OpsRole;
  readonly carriesOut: OpsRole;
  /** Null where nobody needs to. */
  readonly approves: OpsRole | null;
}

/** The matrix of escalation (manual §4). */
export const ESCALATION_MATRIX: readonly Responsibility[] = [
  { situation: 'Launch a discovery', decides: 'operator', carriesOut: 'operator', approves: null },
  {
    situation: 'Investigate a failed pipeline',
    decides: 'mlops_maintainer',
    carriesOut: 'mlops_maintainer',
    approves: null,
  },
  {
    situation: 'Change HPO, features or labels',
    decides: 'ml_owner',
    carriesOut: 'ml_owner',
    approves: 'mlops_maintainer',
  },
  {
    situation: 'Promote a challenger to champion',
    decides: 'ml_owner',
    carriesOut: 'mlops_maintainer',
    approves: 'operator',
  },
  { situation: 'Killswitch or rollback', decides: 'operator', carriesOut: 'platform_owner', approves: null },
  {
    situation: 'Change Helm or K8s resources',
    decides: 'platform_owner',
    carriesOut: 'platform_owner',
    approves: 'mlops_maintainer',
  },
];

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
