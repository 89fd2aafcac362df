import { ROLE_NAMES } from '../../ops/playbook/escalation.ts';
import type { OpsRole } from '../../ops/playbook/playbook.ts';

/** The logins of each role, as the configuration names them. */
export type RoleLogins = Readonly<Record<OpsRole, readonly string[]>>;

/** A role with who holds it: `MLOps maintainer @ada`; the name alone where nobody is named. */
export function tellRole(role: OpsRole, logins: RoleLogins): string {
  return [ROLE_NAMES[role], ...logins[role].map((login) => `@${login}`)].join(' ');
}
