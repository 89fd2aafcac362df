import { REACTIONS, type RoleLogins, tellRole } from './escalation.ts';
import type { IncidentStanding } from './standing.ts';

/** What has to be done next on an incident, by whom and how, in one sentence of Markdown. */
export function nextDeedOf(standing: IncidentStanding, logins: RoleLogins): string {
  const { severity, phase, recovery, roles } = standing;
  const lead = roles.get('lead');
  const owner = lead === undefined ? tellRole(REACTIONS[severity].owner, logins) : `@${lead} (lead)`;
  switch (phase) {
    case 'open':
      return `Next: ${owner} acknowledges it ${REACTIONS[severity].by}, with \`/incident ack\`.`;
    case 'acknowledged':
      return recovery === null
        ? `Next: ${owner} follows the playbook and says \`/incident mitigate\` when it does no more harm.`
        : `Next: ${owner} looks whether it is over, and says \`/incident close\`.`;
    case 'mitigated':
      return `Next: ${owner} names the repair with \`/incident fix #PR\`, then \`/incident close\`.`;
    case 'fixed':
      return `Next: ${owner} checks the exit criterion and says \`/incident close\`.`;
    case 'closed':
      return 'It is closed; what was learnt stands in the incident log.';
    default:
      return phase satisfies never;
  }
}
