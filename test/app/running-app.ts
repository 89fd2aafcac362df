import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { Probot } from 'probot';
import { onTestFinished } from 'vitest';
import { createLog } from '../../app/log.ts';
import { createMetrics, type Metrics } from '../../app/metrics.ts';
import { openRulePages } from '../../app/rules/rule-pages.ts';
import type { AlertTaker } from '../../app/server/alerts.ts';
import type { ServerLimits } from '../../app/server/limits.ts';
import { openProbot } from '../../app/server/probot.ts';
import type { ReadinessFacts } from '../../app/server/readiness.ts';
import { type RunningServer, startServer, type WebhookDoor } from '../../app/server.ts';
import type { Setup } from '../../app/setup/setup.ts';
import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';

const secret = 'a-secret-of-the-tests-5f1c';

/** One key for all tests: to make one takes a while. */
export const privateKey: string = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;

export const wellFacts: ReadinessFacts = {
  database: true,
  isSetUp: true,
  slotHeld: true,
  queueLagSeconds: 0,
  strandedVersions: [],
};

/** A delivery as a handler of Probot saw it. */
export interface Seen {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}

export interface AppOptions {
  /** Any free one unless it is given. */
  readonly port?: number;
  readonly limits?: Partial<ServerLimits>;
  readonly readiness?: () => Promise<ReadinessFacts>;
  readonly metrics?: Metrics;
  readonly setup?: Setup;
  /** What the handlers do beside noting what they saw. */
  readonly work?: () => Promise<void>;
  /** Without webhooks the app waits for its credentials. */
  readonly webhooks?: 'none';
  /** Who takes notices of Alertmanager. */
  readonly alerts?: AlertTaker;
}

export interface RunningApp extends RunningServer {
  readonly seen: readonly Seen[];
  readonly lines: readonly string[];
  readonly metrics: Metrics;
  /** A door as main makes one, noting into `seen`. */
  door(): WebhookDoor;
}

/** Starts the server on a free port with handlers that note what reaches them; it stops with the test. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const seen: Seen[] = [];
  const lines: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', secrets: [secret], write: (line) => lines.push(line) });
  const github = { apiUrl: 'http://127.0.0.1:9', url: 'http://127.0.0.1:9', pacing: 'off' } as const;
  const credentials = { appId: 7, privateKey, webhookSecret: secret };
  const register = (probot: Probot) =>
    probot.onAny(async ({ id, name, payload }) => {
      seen.push({ id, name, payload });
      await options.work?.();
    });
  const alerts = options.alerts === undefined ? {} : { alerts: options.alerts };
  const door = () => ({ probot: openProbot({ credentials, github, log }), secret, register, ...alerts });
  const metrics = options.metrics ?? createMetrics();
  const server = await startServer({
    settings: { host: '127.0.0.1', port: options.port ?? 0 },
    log,
    metrics,
    rules: openRulePages(openProgramFiles('0.0.0')),
    readiness: options.readiness ?? (async () => wellFacts),
    setup: options.setup ?? { invitation: () => null, answer: async () => ({ status: 200, text: 'setup' }) },
    ...(options.webhooks !== 'none' && { webhooks: door() }),
    ...(options.limits !== undefined && { limits: options.limits }),
  });
  onTestFinished(() => server.close());
  return { ...server, seen, lines, metrics, door };
}

/** The signature that GitHub would send with these bytes. */
export function sign(body: string | Uint8Array, key = secret): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}

export type Headers = Readonly<Record<string, string | undefined>>;

/** Sends a signed delivery; a header given as undefined is left out. */
export function deliver(
  app: RunningServer,
  body: string | Uint8Array<ArrayBuffer>,
  changed: Headers = {},
): Promise<Response> {
  const headers: Headers = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': 'd-1',
    'x-hub-signature-256': sign(body),
    ...changed,
  };
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return fetch(`${app.url}/webhooks`, { method: 'POST', headers: given.map((pair) => [...pair]), body });
}

export const pullRequest = JSON.stringify({ action: 'opened', number: 1, installation: { id: 1 } });

/** The value of one line of an exposition; null when no such line stands there. */
export async function readMetric(metrics: Metrics, line: string): Promise<number | null> {
  const { text } = await metrics.expose();
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
}
