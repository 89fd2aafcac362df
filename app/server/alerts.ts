import type { ServerResponse } from 'node:http';
import { isAppError } from '../../src/kernel/app-error.ts';
import type { AlertNotice } from '../../src/ops/alerts/notice.ts';
import { readAlertNotice } from '../../src/ops/alerts/payload.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { announcedLength, type Room, readBody } from './body.ts';
import type { ServerLimits } from './limits.ts';
import { type Reply, refuse, send } from './reply.ts';

/** Where Alertmanager tells us of alerts. */
export const ALERTS_PATH = '/hooks/alertmanager';

/** Who takes the notices that passed every check. */
export interface AlertTaker {
  /** The hook of a secret, compared in constant time; null for a stranger. */
  readonly hookOf: (secret: string) => AlertHook | null;
  /** Puts a notice on record; only then is it answered as taken. */
  readonly take: (hook: AlertHook, notice: AlertNotice) => Promise<void>;
}

/** A hook, known by its secret. */
export interface AlertHook {
  /** The one repository that it may speak of, as `owner/name`. */
  readonly repository: string;
  /** Where its alerts are read again; null where they are not. */
  readonly alertmanager: { readonly url: string } | null;
}

/** What a notice meets on its way in. */
export interface AlertDoor {
  readonly limits: ServerLimits;
  readonly room: Room;
  readonly metrics: Metrics;
  readonly log: Log;
}

/**
 * Takes one notice of Alertmanager: its secret, type and length are judged first, then its form, and it is answered once
 * it is on record. Alertmanager sends again what is answered with 5xx, and drops what is answered with 4xx.
 */
export async function receiveAlerts(
  response: ServerResponse,
  taker: AlertTaker | null,
  door: AlertDoor,
): Promise<void> {
  const request = response.req;
  const admitted = admit(response, taker, door.limits);
  if ('status' in admitted) return turnAway(response, admitted, door);
  const body = await readBody(request, door.limits.alertBytes, door.room);
  if (body.kind === 'broken-off') return door.metrics.countDelivery('alertmanager', 'broken-off');
  if (body.kind !== 'whole') return turnAway(response, body.kind === 'too-long' ? tooLong : noRoom, door);
  try {
    const read = readNotice(body.bytes);
    if ('refusal' in read) return turnAway(response, read.refusal, door);
    await admitted.take(read.notice);
    door.metrics.countDelivery('alertmanager', 'taken');
    const { group, status } = read.notice;
    door.log.info({ repository: admitted.repository, group, status }, 'a notice of Alertmanager arrived');
    send(response, { status: 202, text: 'taken\n' });
  } finally {
    body.release();
  }
}

interface Admitted {
  readonly repository: string;
  readonly take: (notice: AlertNotice) => Promise<void>;
}

const notSetUp: Reply = {
  status: 503,
  text: 'Conclave is not set up yet: open /setup on this server.\n',
  headers: { 'retry-after': '60' },
};
const wrongSecret: Reply = {
  status: 401,
  text: 'No hook has this secret: send "Authorization: Bearer <secret>" with one that stands under hooks in ops-sources.yml.\n',
  headers: { 'www-authenticate': 'Bearer' },
};
const wrongType: Reply = {
  status: 415,
  text: 'The content type must be application/json, as Alertmanager sends it.\n',
};
const tooLong: Reply = { status: 413, text: 'The notice is too long; set max_alerts at the receiver.\n' };
const noRoom: Reply = {
  status: 503,
  text: 'Too many large requests at once; this one can be sent again.\n',
  headers: { 'retry-after': '30' },
};

function admit({ req }: ServerResponse, taker: AlertTaker | null, limits: ServerLimits): Admitted | Reply {
  if (taker === null) return notSetUp;
  const secret = /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1];
  const hook = secret === undefined ? null : taker.hookOf(secret);
  if (hook === null) return wrongSecret;
  if (!/^\s*application\/json\s*(?:;|$)/i.test(req.headers['content-type'] ?? '')) return wrongType;
  if ((announcedLength(req) ?? 0) > limits.alertBytes) return tooLong;
  return { repository: hook.repository, take: (notice) => taker.take(hook, notice) };
}

type Read = { readonly notice: AlertNotice } | { readonly refusal: Reply };

function readNotice(bytes: Buffer): Read {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { refusal: { status: 400, text: 'The body is not JSON.\n' } };
  }
  try {
    return { notice: readAlertNotice(value) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const expected = error.facts.expected === undefined ? '' : `; expected ${error.facts.expected}`;
    return { refusal: { status: 400, text: `${error.message}${expected}\n` } };
  }
}

function turnAway(response: ServerResponse, reply: Reply, { limits, metrics, log }: AlertDoor): void {
  refuse(response, reply, limits.lingerMs);
  metrics.countDelivery('alertmanager', 'refused');
  log.warn({ status: reply.status, reason: reply.text.trim() }, 'a notice of Alertmanager was refused');
}
