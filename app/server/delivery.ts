import type { IncomingMessage, ServerResponse } from 'node:http';
import { HANDLED_EVENTS } from '../../src/config/app-events.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { announcedLength, type Body, type Room, readBody } from './body.ts';
import type { ServerLimits } from './limits.ts';
import { type Reply, refuse, send } from './reply.ts';
import { isSigned } from './signature.ts';

/** Where deliveries arrive. */
export const WEBHOOKS_PATH = '/webhooks';

/** Who takes the deliveries that passed every check. */
export interface DeliveryTaker {
  readonly secret: string;
  /** Probot's middleware; it reads the body from `request.body`. */
  readonly take: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** What a delivery meets on its way in. */
export interface DeliveryDesk {
  readonly limits: ServerLimits;
  readonly room: Room;
  readonly metrics: Metrics;
  readonly log: Log;
}

/**
 * Takes one delivery: its headers and length are judged first, then its signature over the raw bytes, and only then is
 * it parsed. What fails is answered in words and nothing of it is kept.
 */
export async function receiveDelivery(
  response: ServerResponse,
  taker: DeliveryTaker | null,
  desk: DeliveryDesk,
): Promise<void> {
  const request = response.req;
  const { limits, room } = desk;
  const early = taker === null ? notSetUp : judgeHeaders(request, limits);
  if (early !== null || taker === null) return turnAway(response, early ?? notSetUp, desk);
  const body = await readBody(request, limits.deliveryBytes, room);
  if (body.kind !== 'whole') return giveUp(response, body.kind, desk);
  try {
    const judged = judgeBody(request, body.bytes, taker.secret);
    if (typeof judged !== 'string') return turnAway(response, judged, desk);
    // The middleware would not know the same path with a slash and a query behind it.
    await taker.take(Object.assign(request, { body: judged, url: WEBHOOKS_PATH }), response);
    const outcome = outcomeOf(response.statusCode);
    desk.metrics.countDelivery(eventOf(request), outcome);
    desk.log.info({ event: eventOf(request), delivery: deliveryOf(request), outcome }, 'a delivery arrived');
  } finally {
    body.release();
  }
}

/** A reply that also says, for the count and the log, what became of the delivery. */
interface Judgement extends Reply {
  readonly outcome: 'ignored' | 'refused';
}

const refused = (status: number, text: string): Judgement => ({ status, text: `${text}\n`, outcome: 'refused' });

const notSetUp: Judgement = {
  ...refused(503, 'Conclave is not set up yet: open /setup on this server.'),
  headers: { 'retry-after': '60' },
};
const tooLong = refused(413, 'The body is longer than 25 MB, which is the longest that GitHub sends.');
const noRoom: Judgement = {
  ...refused(503, 'Too many large deliveries at once; this one can be sent again.'),
  headers: { 'retry-after': '30' },
};

function judgeHeaders(request: IncomingMessage, limits: ServerLimits): Judgement | null {
  const { headers } = request;
  if (!/^\s*application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
    return refused(415, 'The content type must be application/json; choose it in the settings of the webhook.');
  if ((announcedLength(request) ?? 0) > limits.deliveryBytes) return tooLong;
  if (!/^[a-z0-9_]{1,64}$/.test(eventOf(request)))
    return refused(400, 'The header X-GitHub-Event with the name of an event is missing.');
  if (!/^[\w-]{1,64}$/.test(deliveryOf(request)))
    return refused(400, 'The header X-GitHub-Delivery with the id of the delivery is missing.');
  if (headers['x-hub-signature-256'] === undefined)
    return refused(401, 'The header X-Hub-Signature-256 is missing; a delivery without a signature is not read.');
  return null;
}

/** The body as text when it may go on. */
function judgeBody(request: IncomingMessage, bytes: Buffer, secret: string): string | Judgement {
  if (!isSigned(bytes, String(request.headers['x-hub-signature-256']), secret))
    return refused(401, 'The signature does not fit the body: the webhook secret differs on the two sides.');
  const text = decode(bytes);
  if (text === null || !isJsonObject(text)) return refused(400, 'The body is not a JSON object.');
  const event = eventOf(request);
  if (event === 'ping') return { status: 200, text: 'pong\n', outcome: 'ignored' };
  if (HANDLED_EVENTS.includes(event)) return text;
  return { status: 202, text: `The event ${event} is not used here.\n`, outcome: 'ignored' };
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function giveUp(response: ServerResponse, kind: Exclude<Body['kind'], 'whole'>, desk: DeliveryDesk): void {
  switch (kind) {
    case 'too-long':
      turnAway(response, tooLong, desk);
      return;
    case 'no-room':
      turnAway(response, noRoom, desk);
      return;
    case 'broken-off':
      desk.metrics.countDelivery('unread', 'broken-off');
      desk.log.warn('a delivery broke off before its end');
      return;
    default:
      kind satisfies never;
  }
}

function turnAway(response: ServerResponse, judgement: Judgement, { limits, metrics, log }: DeliveryDesk): void {
  const { status, outcome } = judgement;
  if (outcome === 'ignored') send(response, judgement);
  else refuse(response, judgement, limits.lingerMs);
  // Whoever failed a check may have written anything there; it makes no label and no name.
  const event = outcome === 'ignored' ? eventOf(response.req) : 'unread';
  metrics.countDelivery(HANDLED_EVENTS.includes(event) || event === 'unread' ? event : 'other', outcome);
  if (outcome === 'ignored') log.debug({ event, status }, 'a delivery was not needed');
  else log.warn({ status, reason: judgement.text.trim() }, 'a delivery was refused');
}

function outcomeOf(status: number): string {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return status === 202 ? 'unfinished' : 'taken';
}

function eventOf({ headers }: IncomingMessage): string {
  return String(headers['x-github-event'] ?? '');
}

function deliveryOf({ headers }: IncomingMessage): string {
  return String(headers['x-github-delivery'] ?? '');
}
