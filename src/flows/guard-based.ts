import { CONFIG_PATH } from '../config/config.ts';
import { wantedFolders } from '../gates/wanted.ts';
import type { GuardHost } from '../ports/guard-host.ts';
import type { DeliveryRequest } from '../routing/delivery-request.ts';
import { readGateConfig } from './gate-config.ts';
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
  const wakes = await journal.step('see whether a gate may wake', () => mayWake(paths, branch, host));
  if (!wakes) return 'nothing that wakes a gate has changed';
  const numbers = await journal.step('find the pull requests on the branch', async () => {
    const open = await host.listOpenPulls();
    return open.filter(({ base }) => base.branch === branch).map(({ ref }) => ref.number);
  });
  for (const number of numbers) {
    const order = { pull: { repository, number }, cause: id, again: false };
    await journal.step(`guard #${number}`, () => stories.startGuard(order, `${repository.id} ${id} ${number}`));
    await journal.step(`judge the rules of #${number}`, () => stories.judgeRulesSoon(order));
  }
  return `${numbers.length} pull requests are guarded again`;
}

/** Null paths are a push that does not name them all. */
async function mayWake(
  paths: readonly string[] | null,
  branch: string,
  host: Pick<GuardHost, 'findBase' | 'files'>,
): Promise<boolean> {
  if (paths === null || paths.includes(CONFIG_PATH)) return true;
  if (!paths.some((path) => path.toLowerCase().endsWith('.md'))) return false;
  const { tip } = await host.findBase(branch, branch);
  const configured = await readGateConfig(tip, host.files, null);
  if (configured.kind === 'broken') return false;
  const folders = wantedFolders(configured.config).baseFolders;
  return paths.some((path) => folders.some((folder) => folder === '' || path.startsWith(`${folder}/`)));
}
