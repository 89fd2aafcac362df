import { beginningOf as textBeginning } from '../../kernel/markdown/beginning.ts';
import { compareOpsSeverity } from '../../kernel/ops-severity.ts';
import { type AlertDecision, decideAlert, needsRereading, type OpenIncident } from '../../ops/alerts/decision.ts';
import type { AlertNotice } from '../../ops/alerts/notice.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import {
  beginningOf,
  codeOfAlerts,
  idOfAlerts,
  summaryOf,
  titleOfAlerts,
} from '../../ops/incident-issue/alert-words.ts';
import type { AlertDesk } from '../../ports/alert-desk.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import { incidentFor, listIncidents } from './find-incident.ts';
import { type IncidentGround, type IncidentPorts, issueGroundOf } from './incident-ground.ts';
import type { IncidentOutcome } from './incident-outcome.ts';
import { joinIncident } from './join-incident.ts';
import { proposeRecovery } from './propose-recovery.ts';
import { declareIncident, rewriteIncident } from './write-incident.ts';

/** What alerts ask of the outside world; without a desk of alerts nobody can be asked again. */
export type AlertPorts = IncidentPorts & { readonly alerts: AlertDesk | null };

/** A notice that was let in, and when (ISO 8601). */
export interface NoticeOrder {
  readonly notice: AlertNotice;
  readonly at: string;
}

interface Given {
  readonly order: NoticeOrder;
  readonly kept: KeptIncident | null;
  readonly ground: IncidentGround;
  readonly ports: AlertPorts;
}

/**
 * Opens an incident for a notice of alerts, lets it join the one of its group, or proposes that this one is over. The
 * same notice a second time changes nothing.
 */
export async function takeUpAlerts(
  order: NoticeOrder,
  ground: IncidentGround,
  ports: AlertPorts,
): Promise<IncidentOutcome> {
  const { notice } = order;
  const incidents = await listIncidents(ground, ports, 'for the alerts');
  const code = codeOfAlerts(notice.alerts);
  const kept = incidentFor({ groupKey: keyOf(notice), code }, incidents);
  const open = kept === null ? null : openIncidentOf(kept, notice);
  const again = needsRereading(notice, open);
  const current = again ? await ports.journal.step('ask Alertmanager again', () => askAgain(notice, ports)) : null;
  return carryOut(decideAlert(notice, open, current), { order, kept, ground, ports });
}

async function askAgain(notice: AlertNotice, { alerts }: AlertPorts) {
  if (alerts === null) return { kind: 'unread' as const, words: 'no address of Alertmanager is set up here' };
  return alerts.current(notice);
}

/** Of alerts of other groups that joined the incident a notice says nothing, nor does Alertmanager when it is asked. */
function openIncidentOf({ record, firing }: KeptIncident, { group }: AlertNotice): OpenIncident {
  const own = firing.flatMap((each) => (each.startsWith(group) ? [each.slice(group.length)] : []));
  return { firing: own, isRecoveryProposed: standingOf(record).recovery !== null };
}

/** All that fires in an incident once the alerts of a notice's group are known. */
function firingAfter(kept: KeptIncident | null, { group }: AlertNotice, own: readonly string[]): readonly string[] {
  const others = kept?.firing.filter((each) => !each.startsWith(group)) ?? [];
  return [...others, ...own.map((fingerprint) => `${group}${fingerprint}`)];
}

/** The key of the group is text of strangers of any length; its digest is neither. */
function keyOf({ group }: AlertNotice): string {
  return `alert:${group}`;
}

async function carryOut(decision: AlertDecision, given: Given): Promise<IncidentOutcome> {
  switch (decision.kind) {
    case 'open':
      return open(decision, given);
    case 'join':
      return join(decision, given);
    case 'propose-recovery':
      return recover(decision, given);
    case 'ignore':
      return { kind: 'ignored', why: decision.why };
    case 'undecided':
      return { kind: 'undecided', why: decision.why };
    default:
      return decision satisfies never;
  }
}

/** An alert that names no severity is not taken for a harmless one. */
async function open(
  { firing, severity: named }: Extract<AlertDecision, { kind: 'open' }>,
  { order: { notice, at }, ground, ports }: Given,
): Promise<IncidentOutcome> {
  const { open: opens, least } = ground.ops.incidents;
  const severity = named ?? 'P1';
  if (!opens) return { kind: 'ignored', why: 'incidents are not opened here (ops.incidents.open)' };
  if (compareOpsSeverity(severity, least) > 0)
    return { kind: 'ignored', why: `its severity is ${severity}, and incidents open from ${least}` };
  const unnamed = named === null ? ' (no severity is named; P1 is assumed)' : '';
  const { kept, url } = await declareIncident(
    {
      declared: {
        ...{ kind: 'declared', id: idOfAlerts(notice.group, firing), at, by: null, severity },
        title: titleOfAlerts(firing),
        symptom: `${textBeginning(summaryOf(firing), 440)}${unnamed}`,
        code: codeOfAlerts(firing),
        groupKey: keyOf(notice),
        beganAt: beginningOf(firing, at),
      },
      firing: firingAfter(
        null,
        notice,
        firing.map(({ fingerprint }) => fingerprint),
      ),
    },
    ground,
    ports,
  );
  return { kind: 'opened', issue: kept.issue, url };
}

/** Alerts of a group that end while others fire are noted and told nobody. */
async function join(
  { added, firing: own, severity }: Extract<AlertDecision, { kind: 'join' }>,
  { order: { notice, at }, kept, ground, ports }: Given,
): Promise<IncidentOutcome> {
  if (kept === null) return { kind: 'ignored', why: 'there is no incident to join' };
  const firing = firingAfter(kept, notice, own);
  if (added.length === 0) {
    const { url } = await rewriteIncident({ ...kept, firing }, ground, ports);
    return { kind: 'joined', issue: kept.issue, url };
  }
  const beganAt = beginningOf(added, at);
  const what = { id: idOfAlerts(notice.group, added), groupKey: keyOf(notice), summary: summaryOf(added) };
  return joinIncident(kept, { ...what, at, beganAt, severity, firing }, { ground, ports });
}

async function recover(
  { over }: Extract<AlertDecision, { kind: 'propose-recovery' }>,
  { order: { notice, at }, kept, ground, ports }: Given,
): Promise<IncidentOutcome> {
  if (kept === null) return { kind: 'ignored', why: 'there is no incident that could be over' };
  const firing = firingAfter(kept, notice, []);
  if (firing.length > 0) {
    const { url } = await rewriteIncident({ ...kept, firing }, ground, ports);
    return { kind: 'joined', issue: kept.issue, url };
  }
  const count = over.length === 1 ? 'its alert is' : `all ${over.length} alerts of its group are`;
  const reason = `${over.length === 0 ? 'no alert of its group is firing' : `${count} over`}, as Alertmanager says`;
  const id = `recovery:${notice.group}:${at}`;
  // An incident with a playbook is over when the playbook says so.
  const isCriterion = issueGroundOf(ground, kept.record.declared.code).playbook === null;
  return proposeRecovery({ ...kept, firing }, { id, at, reason, isCriterion }, { ground, ports });
}
