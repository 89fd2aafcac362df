import type { AlertOrder } from '../../ops/alerts/alert-order.ts';
import type { AppHost } from '../../ports/app-host.ts';
import type { Journal } from '../../ports/journal.ts';
import type { Stories } from '../../ports/stories.ts';

/** What letting in a notice asks of the outside world. */
export interface LetInPorts {
  readonly app: Pick<AppHost, 'listRepositories'>;
  readonly stories: Pick<Stories, 'takeUpAlerts'>;
  readonly journal: Journal;
}

/** Finds the repository that a hook names and hands its notice on; false where the app is not installed there. */
export async function letInAlert(alert: AlertOrder, id: string, ports: LetInPorts): Promise<boolean> {
  const { app, stories, journal } = ports;
  const found = await journal.step('find the repository of the hook', async () => {
    const all = await app.listRepositories();
    return all.find(({ owner, name }) => `${owner}/${name}`.toLowerCase() === alert.repository) ?? null;
  });
  if (found === null) return false;
  await journal.step('hand the notice on', () => stories.takeUpAlerts({ repository: found, alert, tries: 0 }, id));
  return true;
}
