import type { OpsConfig } from '../../config/ops-config.ts';
import { renderStale } from '../../ops/status-issue/stale.ts';
import { STATUS_MARK } from '../../ops/status-issue/status-issue.ts';
import type { IncidentPorts } from './incident-ground.ts';

/** Says on the status issue that nobody has looked for too long; returns whether that had to be said. `now` is ISO 8601. */
export async function markStale(
  { valid_minutes: validMinutes }: Pick<OpsConfig, 'valid_minutes'>,
  now: string,
  { desk, journal }: Pick<IncidentPorts, 'desk' | 'journal'>,
): Promise<boolean> {
  return journal.step('say that the state is stale', async () => {
    const issue = await desk.findIssue(STATUS_MARK);
    const text = issue === null || issue.state === 'closed' ? null : renderStale(issue, { validMinutes, now });
    if (issue === null || text === null) return false;
    await desk.editIssue(issue.number, text);
    return true;
  });
}
