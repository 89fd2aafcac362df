import { z } from 'zod';
import { messageOf } from '../../kernel/app-error.ts';
import type { ServerAnswer } from '../../ports/installation.ts';

const PATIENCE_MS = 8_000;

const Readiness = z.object({
  ready: z.boolean(),
  problems: z.array(z.string()),
  warnings: z.array(z.string()),
});

/** Asks a server of ours at an address (without a slash at its end) whether it can work. */
export async function askServer(address: string, signal: AbortSignal): Promise<ServerAnswer> {
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const response = await fetch(`${address}/readyz`, { signal: either, redirect: 'error' });
    const said = Readiness.safeParse(await response.json().catch(() => null));
    if (!said.success) {
      const isOurs = await takesDeliveries(address, either);
      return isOurs ? { kind: 'reached' } : { kind: 'stranger', status: response.status };
    }
    const { ready, problems, warnings } = said.data;
    return ready ? { kind: 'ready', warnings } : { kind: 'not-ready', problems };
  } catch (error) {
    return { kind: 'silent', why: reasonOf(error) };
  }
}

/** Our server says to whoever only looks at the address of deliveries that it takes nothing but those. */
async function takesDeliveries(address: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(`${address}/webhooks`, { signal, redirect: 'error' });
  await response.body?.cancel();
  return response.status === 405 && response.headers.get('allow') === 'POST';
}

/** What fetch throws says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return messageOf(cause instanceof Error && cause.message !== '' ? cause : error);
}
