import type { RoundPorts } from './pick-up-round.ts';

/** Attempts after which a delivery is left alone. */
const MOST_ATTEMPTS = 5;

/** Asks again for deliveries that did not reach us, since the host never sends one again by itself. */
export async function askAgain(since: Date, { journal, app, deliveries }: RoundPorts): Promise<void> {
  const failed = await journal.step('list the failed deliveries', () => app.listFailedDeliveries(since));
  const known = await journal.step('see which of them came', async () => [
    ...(await deliveries.known(failed.map(({ guid }) => guid))),
  ]);
  const missing = failed.filter(({ guid, attempts }) => !known.includes(guid) && attempts < MOST_ATTEMPTS);
  for (const { id } of missing) await journal.step(`ask again for ${id}`, () => app.redeliver(id));
}
