import type { Probot } from 'probot';
import type { Engine } from '../src/adapters/durable/engine.ts';
import { HANDLED_EVENTS } from '../src/config/app-events.ts';
import { AppError } from '../src/kernel/app-error.ts';
import type { Delivery } from '../src/routing/delivery-request.ts';
import { repositoryIdOf } from './events/payloads.ts';
import { requestOf } from './events/requests.ts';
import { BEGINNINGS } from './stories.ts';

/** What handlers need: they begin stories, and do nothing else. */
export interface Reception {
  readonly engine: Pick<Engine, 'begin'>;
  readonly appId: number;
  readonly now: () => Date;
}

/** Registers one handler for every event: it maps the delivery to a request and begins the story of that delivery. */
export function registerEvents(probot: Probot, { engine, appId, now }: Reception): void {
  probot.onAny(async ({ id, name, payload }) => {
    const request = HANDLED_EVENTS.includes(name) ? requestOf(name, payload, appId) : null;
    if (request === null) return;
    const action = 'action' in payload && typeof payload.action === 'string' ? payload.action : null;
    const repositoryId = repositoryIdOf(payload);
    const delivery: Delivery = { id, event: name, action, repositoryId, receivedAt: now().toISOString(), request };
    await inTime(engine.begin(BEGINNINGS.delivery(id, repositoryId), delivery));
  });
}

/** GitHub waits ten seconds, and Probot says yes after nine, whatever has become of the delivery. */
const IN_TIME_MS = 8_000;

/** Refuses a delivery that is not on record in time, so that GitHub counts it as failed and it is asked for again. */
async function inTime(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new AppError('outside-failed', 'the delivery could not be put on record in time', { passing: true })),
    IN_TIME_MS,
  );
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
