import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { RulePages } from '../rules/rule-pages.ts';
import type { Setup } from '../setup/setup.ts';
import { ALERTS_PATH, type AlertTaker, receiveAlerts } from './alerts.ts';
import { type Room, readBody } from './body.ts';
import { type DeliveryTaker, receiveDelivery, WEBHOOKS_PATH } from './delivery.ts';
import type { ServerLimits } from './limits.ts';
import { answerReadiness, type ReadinessFacts } from './readiness.ts';
import { type Reply, refuse, send } from './reply.ts';

/** What the routes need to answer. */
export interface RouteDesk {
  readonly limits: ServerLimits;
  readonly room: Room;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<ReadinessFacts>;
  readonly setup: Setup;
  readonly rules: RulePages;
}

/** Who takes what is sent to us, once the app has its credentials. */
export interface Takers {
  readonly deliveries: DeliveryTaker;
  readonly alerts: AlertTaker;
}

/** Answers one request, whatever it asks for. */
export async function answerRequest(response: ServerResponse, takers: Takers | null, desk: RouteDesk): Promise<void> {
  const url = URL.parse(response.req.url ?? '', 'http://localhost');
  const path = url?.pathname.replace(/(?<=.)\/$/, '');
  if (url === null || path === undefined)
    return refuse(response, { status: 400, text: 'Bad address.\n' }, desk.limits.lingerMs);
  const route = routes.find((one) => one.serves(path));
  if (route === undefined) return refuse(response, { status: 404, text: 'Not found.\n' }, desk.limits.lingerMs);
  if (!route.methods.includes(response.req.method ?? '')) {
    const allow = route.methods.join(', ');
    const reply = { status: 405, text: `Only ${allow}.\n`, headers: { allow } };
    return refuse(response, reply, desk.limits.lingerMs);
  }
  await route.answer({ response, url, takers, desk });
}

interface Asked {
  readonly response: ServerResponse;
  readonly url: URL;
  readonly takers: Takers | null;
  readonly desk: RouteDesk;
}

interface Route {
  readonly methods: readonly string[];
  serves(path: string): boolean;
  answer(asked: Asked): Promise<void>;
}

const GET = ['GET', 'HEAD'];

const routes: readonly Route[] = [
  {
    methods: ['POST'],
    serves: (path) => path === WEBHOOKS_PATH,
    answer: ({ response, takers, desk }) => receiveDelivery(response, takers?.deliveries ?? null, desk),
  },
  {
    methods: ['POST'],
    serves: (path) => path === ALERTS_PATH,
    answer: ({ response, takers, desk }) => receiveAlerts(response, takers?.alerts ?? null, desk),
  },
  {
    methods: GET,
    serves: (path) => path === '/healthz',
    answer: async ({ response }) => send(response, { status: 200, text: 'ok\n' }),
  },
  {
    methods: GET,
    serves: (path) => path === '/readyz',
    answer: async ({ response, desk: { readiness, limits, log } }) => {
      const onFailure = (error: unknown) => log.error({ err: error }, 'the readiness could not be read');
      send(response, await answerReadiness({ read: readiness, waitMs: limits.readinessMs, onFailure }));
    },
  },
  {
    methods: GET,
    serves: (path) => path === '/metrics',
    answer: async ({ response, desk }) => send(response, { status: 200, ...(await desk.metrics.expose()) }),
  },
  {
    methods: GET,
    serves: (path) => path === '/rules' || path.startsWith('/rules/'),
    answer: async ({ response, url, desk }) => send(response, await desk.rules.answer(url.pathname.replace(/\/$/, ''))),
  },
  {
    // A HEAD must not use up an invitation.
    methods: ['GET', 'POST'],
    serves: (path) => path === '/setup' || path.startsWith('/setup/'),
    answer: answerSetup,
  },
];

async function answerSetup({ response, url, desk }: Asked): Promise<void> {
  const { limits, room, setup } = desk;
  const request = response.req;
  const body = await readBody(request, limits.formBytes, room);
  if (body.kind === 'broken-off') return;
  if (body.kind !== 'whole') return refuse(response, { status: 413, text: 'The form is too long.\n' }, limits.lingerMs);
  const form = new URLSearchParams(body.bytes.toString('utf8'));
  body.release();
  const reply: Reply = await setup.answer({
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: url.pathname.replace(/\/$/, ''),
    query: url.searchParams,
    form,
    cookies: cookiesOf(request),
    origin: `${isForwardedSecure(request) ? 'https' : 'http'}://${request.headers.host ?? ''}`,
  });
  send(response, reply);
}

function cookiesOf({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', ...value]) => [name, value.join('=')]));
}

/** Only fills a field of the form that a person sees and may correct. */
function isForwardedSecure({ headers }: IncomingMessage): boolean {
  return headers['x-forwarded-proto'] === 'https';
}
