import type { Probot } from 'probot';
import type { Engine } from '../src/adapters/durable/engine.ts';
import { HANDLED_EVENTS } from '../src/config/app-events.ts';
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
    await engine.begin(BEGINNINGS.delivery(id), delivery);
  });
}
