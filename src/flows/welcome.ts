import type { ConclaveConfig } from '../config/config.ts';
import type { PullFacts } from './pull-facts.ts';
import type { PullPorts } from './pull-ports.ts';
import { allowsReview } from './rights.ts';

/** A pull request of someone without write access spends nothing unless someone with it asks. */
export async function isWelcome(
  { author }: Pick<PullFacts, 'author'>,
  { committee }: Pick<ConclaveConfig, 'committee'>,
  { journal, host }: Pick<PullPorts, 'journal' | 'host'>,
): Promise<boolean> {
  if (committee.strangers === 'review') return true;
  const permission = await journal.step('look up the author', () => host.permissionOf(author.login));
  return allowsReview(permission);
}
