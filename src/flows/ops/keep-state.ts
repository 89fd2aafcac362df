import { messageOf } from '../../kernel/app-error.ts';
import { isStopped } from '../stopped.ts';
import { type LookOrder, type LookPorts, lookAtState } from './look-at-state.ts';
import { markStale } from './mark-stale.ts';

/**
 * Looks at the state of a repository and shows it. Where nothing is configured any more, or the look fails, what is shown
 * says that it is stale once it is no longer valid; the failure goes on to who asked.
 */
export async function keepState(order: LookOrder, ports: LookPorts): Promise<void> {
  const now = order.at.toISOString();
  try {
    const published = await lookAtState(order, ports);
    if (published === null) await markStale({ now, why: 'no signals are configured any more (ops.signals)' }, ports);
  } catch (error) {
    if (!isStopped(error)) await sayStale({ now, why: `the last look failed, ${messageOf(error)}` }, ports);
    throw error;
  }
}

/** Why the look failed is the news, also where this cannot be said either. */
async function sayStale(order: { readonly now: string; readonly why: string }, ports: LookPorts): Promise<void> {
  try {
    await markStale(order, ports);
  } catch (error) {
    if (isStopped(error)) throw error;
  }
}
