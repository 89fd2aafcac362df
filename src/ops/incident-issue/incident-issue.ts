import type { OpsSeverity } from '../../kernel/ops-severity.ts';
import type { IncidentRecord } from '../incident/event.ts';
import { type IssueGround, renderIncidentIssue } from '../incident/issue-text.ts';
import { standingOf } from '../incident/standing.ts';
import { withFiringMark } from './firing-mark.ts';

const MOST_CHARACTERS = 65_536;

/** An incident's issue with its labels. */
export interface DrawnIncident {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** An incident, and which of its alerts fire. */
export interface IncidentSubject {
  readonly record: IncidentRecord;
  readonly firing: readonly string[];
}

/** Draws an incident as an issue, with the alerts that fire hidden at its end. */
export function drawIncident({ record, firing }: IncidentSubject, ground: IssueGround): DrawnIncident {
  const { title, body } = renderIncidentIssue(record, ground);
  const whole = withFiringMark(body, firing);
  const { severity } = standingOf(record);
  const labels = [INCIDENT_LABEL, severityLabel(severity)];
  return { title, body: whole.length <= MOST_CHARACTERS ? whole : body, labels };
}

/** The label by which people list incidents. */
const INCIDENT_LABEL = 'incident';

function severityLabel(severity: OpsSeverity): string {
  return `severity:${severity.toLowerCase()}`;
}

/** The labels of an issue with those of its incident; those of people stay. */
export function withIncidentLabels(standing: readonly string[], drawn: readonly string[]): readonly string[] {
  const wanted = drawn.filter((label) => !standing.some((each) => each.toLowerCase() === label));
  const kept = standing.filter((label) => {
    const small = label.toLowerCase();
    return !/^severity:p[0-3]$/.test(small) || drawn.includes(small);
  });
  return [...kept, ...wanted];
}
