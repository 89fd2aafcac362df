import { beginningOf } from '../../kernel/markdown/beginning.ts';
import { compareOpsSeverity } from '../../kernel/ops-severity.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import { nextStepOfState } from '../../ops/next-step.ts';
import { judgeCriterion } from '../../ops/playbook/criterion.ts';
import { criterionFactsOfState } from '../../ops/playbook/criterion-facts.ts';
import { playbookFor } from '../../ops/playbook/library.ts';
import type { StateFacts } from '../../ops/state/facts.ts';
import type { StateVerdict } from '../../ops/state/state.ts';
import type { Standing } from '../../ops/state/transition.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import { incidentFor, listIncidents } from './find-incident.ts';
import type { IncidentGround, IncidentPorts } from './incident-ground.ts';
import type { IncidentOutcome } from './incident-outcome.ts';
import { joinIncident } from './join-incident.ts';
import { closeByCriterion, proposeRecovery } from './propose-recovery.ts';
import { declareIncident } from './write-incident.ts';

/** An evaluation of the state, and the state that stands after it. */
export interface SettledState {
  readonly standing: Standing;
  readonly verdict: StateVerdict;
  readonly facts: StateFacts;
}

interface With {
  readonly ground: IncidentGround;
  readonly ports: IncidentPorts;
}

/**
 * Opens an incident where a state asks for somebody fast enough, and proposes that those are over whose exit criterion
 * holds. A state that still has to be said a second time opens nothing.
 */
export async function takeUpState(
  settled: SettledState,
  ground: IncidentGround,
  ports: IncidentPorts,
): Promise<readonly IncidentOutcome[]> {
  const incidents = await listIncidents(ground, ports, 'for the state');
  const opened = await openOf(settled, incidents, { ground, ports });
  const outcomes: IncidentOutcome[] = opened === null ? [] : [opened];
  for (const kept of incidents) {
    if (opened !== null && 'issue' in opened && opened.issue === kept.issue) continue;
    const over = await recoverOf(settled, kept, { ground, ports });
    if (over !== null) outcomes.push(over);
  }
  return outcomes;
}

async function openOf(
  { standing, verdict }: SettledState,
  incidents: readonly KeptIncident[],
  { ground, ports }: With,
): Promise<IncidentOutcome | null> {
  const { sentence, severity, playbook: code } = nextStepOfState(verdict);
  const { open, least } = ground.ops.incidents;
  const isSettled = standing.state === verdict.state && standing.pending === null;
  if (!open || !isSettled || severity === null || code === null || compareOpsSeverity(severity, least) > 0) return null;
  const { asOf: at } = verdict;
  const groupKey = `state:${code}`;
  const kept = incidentFor({ groupKey, code }, incidents);
  if (kept === null) {
    const { rule, found } = worstOf(verdict);
    const declared = { kind: 'declared' as const, id: `${groupKey}:${at}`, at, by: null, severity, code, groupKey };
    const words = { title: beginningOf(`${code}: ${found}`, 120), symptom: beginningOf(`${rule}: ${sentence}`, 500) };
    const made = await declareIncident({ declared: { ...declared, ...words, beganAt: at }, firing: [] }, ground, ports);
    return { kind: 'opened', issue: made.kept.issue, url: made.url };
  }
  const { recovery, groupKeys, severity: before } = standingOf(kept.record);
  const isNews = !groupKeys.includes(groupKey) || recovery !== null || compareOpsSeverity(severity, before) < 0;
  if (!isNews) return null;
  const joining = { id: `${groupKey}:${at}`, at, groupKey, summary: beginningOf(sentence, 500), beganAt: at, severity };
  return joinIncident(kept, { ...joining, firing: kept.firing }, { ground, ports });
}

function worstOf({ evidence, fired, unknown }: StateVerdict) {
  const rule = fired[0] ?? unknown[0];
  return evidence.find((each) => each.rule === rule) ?? { rule: 'state', found: 'something is unknown' };
}

/** An incident without a code has no criterion, and one whose alerts fire is not over. */
async function recoverOf(
  { verdict, facts }: SettledState,
  kept: KeptIncident,
  given: With,
): Promise<IncidentOutcome | null> {
  const { playbooks, ops } = given.ground;
  const { recovery, code } = standingOf(kept.record);
  const playbook = code === null ? null : playbookFor(code, playbooks);
  const closes = ops.incidents.close === 'exit-criterion';
  if (playbook === null || kept.firing.length > 0 || (recovery !== null && !closes)) return null;
  const figures = criterionFactsOfState(facts, verdict);
  const { truth, found, limit } = judgeCriterion(playbook.exit_criterion, figures, ops.thresholds);
  if (truth !== 'true') return null;
  const at = verdict.asOf;
  const reason = beginningOf(`the exit criterion of ${playbook.code} holds: ${limit} (${found})`, 500);
  const over = { id: `recovery:${playbook.code}:${at}`, at, reason, isCriterion: true };
  return recovery === null ? proposeRecovery(kept, over, given) : closeByCriterion(kept, over, given);
}
