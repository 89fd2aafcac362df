import { createServer, type Server, type ServerResponse } from 'node:http';
import { createNodeMiddleware, type Probot } from 'probot';
import { AppError, messageOf } from '../src/kernel/app-error.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { RulePages } from './rules/rule-pages.ts';
import type { AlertTaker } from './server/alerts.ts';
import { openRoom } from './server/body.ts';
import { type DeliveryTaker, WEBHOOKS_PATH } from './server/delivery.ts';
import { type ServerLimits, usualLimits } from './server/limits.ts';
import type { ReadinessFacts } from './server/readiness.ts';
import { refuse } from './server/reply.ts';
import { answerRequest, type Takers } from './server/routes.ts';
import type { Setup } from './setup/setup.ts';

/** Where the deliveries go once the app has its credentials. */
export interface WebhookDoor {
  /** Built with the same secret. */
  readonly probot: Probot;
  readonly secret: string;
  /** Registers the handlers; each must start its work and return, since the answer waits for it. */
  readonly register: (probot: Probot) => void | Promise<void>;
  /** Left out where no hook has a secret: every notice is then refused. */
  readonly alerts?: AlertTaker;
}

/** What a server is started with. */
export interface ServerOptions {
  /** Port 0 takes any free one. */
  readonly settings: { readonly host: string; readonly port: number };
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<ReadinessFacts>;
  /** Left out while there are no credentials: deliveries are answered with 503 until `openWebhooks`. */
  readonly webhooks?: WebhookDoor;
  readonly setup: Setup;
  readonly rules: RulePages;
  readonly limits?: Partial<ServerLimits>;
}

/** A server that listens. */
export interface RunningServer {
  /** The address it listens on, without a slash at its end. */
  readonly url: string;
  /** Begins to take deliveries, or goes on with other credentials. */
  openWebhooks(door: WebhookDoor): Promise<void>;
  /** Takes no further connection, waits for requests in flight within a bound, and resolves once all are gone. */
  close(): Promise<void>;
}

/** Starts the HTTP server of the app: deliveries, health, metrics and setup. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, log } = options;
  const limits = { ...usualLimits, ...options.limits };
  const room = openRoom(limits.heldBytes);
  let takers: Takers | null = options.webhooks === undefined ? null : await openDoors(options.webhooks);
  const server = createServer(timesOf(limits), (request, response) => {
    answerRequest(response, takers, { ...options, limits, room }).catch((error: unknown) => {
      log.error({ err: error, path: request.url?.split('?')[0] }, 'a request failed');
      refuse(response, { status: 500, text: 'Something failed on our side; the log says what.\n' }, limits.lingerMs);
    });
  });
  const url = await listen(server, settings);
  return {
    url,
    openWebhooks: async (door) => {
      takers = await openDoors(door);
    },
    close: () => close(server, limits.closeMs),
  };
}

const NO_HOOKS: AlertTaker = {
  hookOf: () => null,
  take: async () => {
    throw new AppError('broken', 'a notice was let in although no hook has a secret');
  },
};

async function openDoors(door: WebhookDoor): Promise<Takers> {
  return { deliveries: await openDoor(door), alerts: door.alerts ?? NO_HOOKS };
}

/** Without a secret Probot would silently take a well-known one. */
async function openDoor({ probot, secret, register }: WebhookDoor): Promise<DeliveryTaker> {
  if (secret === '') {
    throw new AppError(
      'bad-config',
      'there is no webhook secret, so that nobody could tell a delivery from a forgery',
      {
        where: 'GITHUB_WEBHOOK_SECRET',
        expected: 'the secret that stands in the settings of the GitHub app',
      },
    );
  }
  await probot.ready();
  const middleware = await createNodeMiddleware((app) => register(app), { probot, webhooksPath: WEBHOOKS_PATH });
  const take: DeliveryTaker['take'] = async (request, response) => {
    await middleware(request, response, () => notFound(response));
  };
  return { secret, take };
}

function notFound(response: ServerResponse): void {
  response.writeHead(404).end();
}

function timesOf(limits: ServerLimits): Parameters<typeof createServer>[0] {
  return {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersMs, limits.requestMs),
  };
}

async function listen(server: Server, { host, port }: ServerOptions['settings']): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  try {
    await promise;
  } catch (cause) {
    throw new AppError('outside-failed', `the server cannot listen there: ${messageOf(cause)}`, {
      where: `${host}:${port}`,
      expected: 'an address of this machine and a port that is free',
      advice: 'Choose them with HOST and PORT; PORT=0 takes any free port.',
      cause,
    });
  }
  server.off('error', reject);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new AppError('broken', 'the server has no port');
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

async function close(server: Server, waitMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection that is kept alive ends its request at some moment; then nothing holds it any more.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50);
  const ending = setTimeout(() => server.closeAllConnections(), waitMs);
  await promise;
  clearInterval(sweeping);
  clearTimeout(ending);
}
