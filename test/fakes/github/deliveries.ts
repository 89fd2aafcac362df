import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { payloadFaults } from './openapi.ts';
import { nodeId, presentAccount } from './presented/account.ts';
import { presentRepository } from './presented/repository.ts';
import { type Happening, installationOf, timestamp, type World } from './world.ts';

/** One attempt to tell the app something. */
export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly body: string;
  readonly redelivery: boolean;
  readonly deliveredAt: string;
  /** Seconds until the answer. */
  readonly duration: number;
  /** `OK`, or what went wrong in GitHub's words. */
  readonly status: string;
  readonly statusCode: number;
}

/** How the fake tells the app what happens. */
export interface Deliveries {
  /** All finished attempts, oldest first. */
  readonly log: readonly Delivery[];
  /** Where to; without an address nothing is sent. */
  readonly setAddress: (url: string | null) => void;
  readonly address: () => string | null;
  readonly announce: (happening: Happening) => void;
  /** Sends any event with any payload, as it is. */
  readonly deliver: (event: string, payload: object) => Promise<Delivery>;
  /** Sends a delivery again under its guid. */
  readonly redeliver: (id: number) => Promise<Delivery>;
  /** Ends when all attempts that are under way have ended. */
  readonly settled: () => Promise<void>;
  /** Gives up all attempts that are under way. */
  readonly abandon: () => Promise<void>;
}

const TIMEOUT_MS = 10_000;
const HOOK_ID = 480_015;

const Numbered = z.looseObject({ id: z.number() });
const Told = z.looseObject({
  action: z.string().optional(),
  installation: Numbered.optional(),
  repository: Numbered.optional(),
});

interface Letter extends Pick<Delivery, 'guid' | 'event' | 'body' | 'redelivery'> {
  readonly timeoutMs: number;
}

/** Sends signed webhooks as GitHub does: once each, with ten seconds to answer. */
export function makeDeliveries(world: World, options: { readonly timeoutMs?: number } = {}): Deliveries {
  const log: Delivery[] = [];
  const underWay = new Set<Promise<unknown>>();
  let address: string | null = null;
  let stopping = new AbortController();
  const { timeoutMs = TIMEOUT_MS } = options;

  function send(letter: Letter): Promise<Delivery> {
    const sending = attempt(world, address, { ...letter, stopped: stopping.signal }).then((delivery) => {
      log.push(delivery);
      return delivery;
    });
    underWay.add(sending);
    return sending.finally(() => underWay.delete(sending));
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  }

  return {
    log,
    setAddress: (url) => {
      address = url;
    },
    address: () => address,
    announce: (happening) => {
      const payload = address === null ? null : payloadOf(world, happening);
      if (payload === null) return;
      const body = JSON.stringify(payload);
      void send({ guid: randomUUID(), event: happening.event, body, redelivery: false, timeoutMs });
    },
    deliver: (event, payload) =>
      send({ guid: randomUUID(), event, body: JSON.stringify(payload), redelivery: false, timeoutMs }),
    redeliver: (id) => {
      const found = log.find((each) => each.id === id);
      if (found === undefined) throw new Error(`no delivery ${id}`);
      return send({ guid: found.guid, event: found.event, body: found.body, redelivery: true, timeoutMs });
    },
    settled,
    abandon: async () => {
      stopping.abort();
      stopping = new AbortController();
      await settled();
    },
  };
}

/** The whole payload of an event; null where the app is not installed or has not asked for such events. */
function payloadOf(world: World, { event, repository, sender, payload }: Happening): object | null {
  const installation = installationOf(world, repository);
  if (installation === undefined || installation.suspendedAt !== null) return null;
  if (!world.app.events.includes(event)) return null;
  const whole = {
    ...payload,
    repository: presentRepository(world, repository),
    installation: { id: installation.id, node_id: nodeId('Installation', installation.id) },
    sender: presentAccount(world, sender),
  };
  for (const fault of payloadFaults(event, payload.action, whole) ?? [])
    world.violations.push(`fake delivered: ${event}: ${fault}`);
  return whole;
}

interface Sent extends Letter {
  readonly stopped: AbortSignal;
}

async function attempt(world: World, address: string | null, letter: Sent): Promise<Delivery> {
  const { guid, event, body, redelivery } = letter;
  const start = performance.now();
  const outcome = address === null ? unreachable : await post(world, address, letter);
  const { action, installation, repository } = Told.parse(JSON.parse(body));
  return {
    id: world.nextId(),
    guid,
    event,
    action: action ?? null,
    installationId: installation?.id ?? null,
    repositoryId: repository?.id ?? null,
    body,
    redelivery,
    deliveredAt: timestamp(world.now()),
    duration: Math.round(performance.now() - start) / 1000,
    ...outcome,
  };
}

type Outcome = Pick<Delivery, 'status' | 'statusCode'>;

const unreachable: Outcome = { status: 'failed to connect to host', statusCode: 502 };

async function post(world: World, address: string, letter: Sent): Promise<Outcome> {
  const { guid, event, body, timeoutMs, stopped } = letter;
  const signature = createHmac('sha256', world.app.webhookSecret).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/4f3c5a1',
    'x-github-event': event,
    'x-github-delivery': guid,
    'x-github-hook-id': String(HOOK_ID),
    'x-github-hook-installation-target-id': String(world.app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${signature}`,
  };
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stopped]);
    const response = await fetch(address, { method: 'POST', headers, body, signal, redirect: 'manual' });
    await response.arrayBuffer();
    return { status: response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`, statusCode: response.status };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return timedOut ? { status: 'timed out', statusCode: 504 } : unreachable;
  }
}
