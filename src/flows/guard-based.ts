import { CONFIG_PATH } from '../config/config.ts';
import type { DeliveryRequest } from '../routing/delivery-request.ts';
import type { PullPorts } from './pull-ports.ts';

/**
 * Asks the gates again about every open pull request on a branch of which something changed that they read there: the
 * configuration, and the dossiers and stories that wake them, which are Markdown.
 */
export async function guardBased(
  { repository, branch, paths }: Extract<DeliveryRequest, { kind: 'base-moved' }>,
  id: string,
  { host, journal, stories }: Pick<PullPorts, 'host' | 'journal' | 'stories'>,
): Promise<string> {
  const concerns = (path: string) => path === CONFIG_PATH || path.toLowerCase().endsWith('.md');
  if (paths !== null && !paths.some(concerns)) return 'nothing that wakes a gate has changed';
  const numbers = await journal.step('find the pull requests on the branch', async () => {
    const open = await host.listOpenPulls();
    return open.filter(({ base }) => base.branch === branch).map(({ ref }) => ref.number);
  });
  for (const number of numbers) {
    const order = { pull: { repository, number }, cause: id, again: false };
    await journal.step(`guard #${number}`, () => stories.startGuard(order, `${repository.id} ${id} ${number}`));
  }
  return `${numbers.length} pull requests are guarded again`;
}
