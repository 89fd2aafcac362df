import { withStaleLabel } from '../../ops/status-issue/labels.ts';
import { renderStale, type StaleOrder } from '../../ops/status-issue/stale.ts';
import { STATUS_MARK } from '../../ops/status-issue/status-issue.ts';
import type { IncidentPorts } from './incident-ground.ts';
import { dayBefore } from './tell-incident.ts';

/**
 * Says on the status issue, and by one comment, that nobody has looked for too long; returns whether that had to be said.
 * It is said once, however often it is asked for.
 */
export async function markStale(
  order: StaleOrder,
  { desk, journal }: Pick<IncidentPorts, 'desk' | 'journal'>,
): Promise<boolean> {
  return journal.step('say that the state is stale', async () => {
    const issue = await desk.findIssue(STATUS_MARK);
    const stale = issue === null || issue.state === 'closed' ? null : renderStale(issue, order);
    if (issue === null || stale === null) return false;
    const { title, body, marker, comment, seenAt } = stale;
    const { number, labels } = issue;
    await desk.putComment({ number, marker, body: comment, since: dayBefore(seenAt) });
    await desk.editIssue(number, { title, body, labels: withStaleLabel(labels) });
    return true;
  });
}
