import type { DiagnosisCode } from '../../ops/diagnosis/code.ts';
import { standingOf } from '../../ops/incident/standing.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import type { IncidentGround, IncidentPorts } from './incident-ground.ts';

/** Open incidents of a repository whose issues are open too: one that a person closed by hand is over. */
export async function listIncidents(
  { repository }: Pick<IncidentGround, 'repository'>,
  { book, desk, journal }: IncidentPorts,
  why: string,
): Promise<readonly KeptIncident[]> {
  return journal.step(`list open incidents ${why}`, async () => {
    const kept = await book.openIncidents(repository);
    const issues = await Promise.all(kept.map(({ issue }) => desk.readIssue(issue)));
    return kept.filter((_, index) => issues[index]?.state === 'open');
  });
}

/** The incident that something belongs to: that of its group, or else one of the same code. */
export function incidentFor(
  { groupKey, code }: { readonly groupKey: string; readonly code: DiagnosisCode | null },
  incidents: readonly KeptIncident[],
): KeptIncident | null {
  const ofGroup = incidents.find(({ record }) => standingOf(record).groupKeys.includes(groupKey));
  const ofCode = incidents.find(({ record }) => code !== null && record.declared.code === code);
  return ofGroup ?? ofCode ?? null;
}
