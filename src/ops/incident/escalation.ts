import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { OpsRole } from '../playbook/playbook.ts';
import type { IncidentRole } from './event.ts';

/** The roles as people name them. */
export const ROLE_NAMES: Readonly<Record<IncidentRole, string>> = {
  lead: 'Lead',
  operator: 'Operator',
  mlops_maintainer: 'MLOps maintainer',
  ml_owner: 'ML owner',
  platform_owner: 'Platform owner',
};

/** What each role answers for (manual §4, "Roles et responsabilites"). */
export const RESPONSIBILITIES: Readonly<Record<OpsRole, string>> = {
  operator: 'morning check, standard runs, reading Grafana',
  mlops_maintainer: 'incidents of the pipeline, registry, diagnostic metrics',
  ml_owner: 'interpretation of models, features, labels, HPO',
  platform_owner: 'K8s, PVC, nodes, limits, ingress, secrets',
};

/** One row of the manual's table of escalation (§4). */
export interface EscalationRow {
  readonly situation: string;
  readonly decides: OpsRole;
  readonly does: OpsRole;
  /** Null where nobody has to approve. */
  readonly approves: OpsRole | null;
}

/** Who decides, does and approves what an incident may need (manual §4, "Escalade"). */
export const ESCALATION: readonly EscalationRow[] = [
  {
    situation: 'investigate a failure of the pipeline',
    ...{ decides: 'mlops_maintainer', does: 'mlops_maintainer', approves: null },
  },
  {
    situation: 'change HPO, features or labels',
    ...{ decides: 'ml_owner', does: 'ml_owner', approves: 'mlops_maintainer' },
  },
  {
    situation: 'promote a challenger to champion',
    ...{ decides: 'ml_owner', does: 'mlops_maintainer', approves: 'operator' },
  },
  {
    situation: 'kill switch or rollback (urgent)',
    ...{ decides: 'operator', does: 'platform_owner', approves: null },
  },
  {
    situation: 'change Helm or K8s resources',
    ...{ decides: 'platform_owner', does: 'platform_owner', approves: 'mlops_maintainer' },
  },
];

/** Who has to act on an incident of a severity, and by when (manual §8). */
export interface Reaction {
  readonly owner: OpsRole;
  readonly by: string;
}

/** The reactions of the manual (§8, "Niveaux de severite"); P3 names nobody there, and goes to who watches. */
export const REACTIONS: Readonly<Record<OpsSeverity, Reaction>> = {
  P0: { owner: 'platform_owner', by: 'now: escalated at once' },
  P1: { owner: 'mlops_maintainer', by: 'within the hour' },
  P2: { owner: 'ml_owner', by: 'the same day' },
  P3: { owner: 'operator', by: 'when there is time' },
};

/** The logins of each role, as the configuration names them. */
export type RoleLogins = Readonly<Record<OpsRole, readonly string[]>>;

/** A role with who holds it, in Markdown: `MLOps maintainer (@ada)`; the name alone where nobody is named. */
export function tellRole(role: OpsRole, logins: RoleLogins): string {
  const held = logins[role].map((login) => `@${login}`).join(', ');
  return held === '' ? ROLE_NAMES[role] : `${ROLE_NAMES[role]} (${held})`;
}
