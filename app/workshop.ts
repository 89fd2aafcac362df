import { randomUUID } from 'node:crypto';
import { type Engine, launchEngine } from '../src/adapters/durable/engine.ts';
import { openAppHost } from '../src/adapters/github/app-host.ts';
import type { Credentials } from '../src/adapters/installation/credentials.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openProgramFiles } from '../src/adapters/program-files/program-files.ts';
import { AppError, isAppError, messageOf } from '../src/kernel/app-error.ts';
import type { AlertOrder } from '../src/ops/alerts/alert-order.ts';
import type { AppHost } from '../src/ports/app-host.ts';
import type { Journal } from '../src/ports/journal.ts';
import { registerEvents } from './events.ts';
import { type Executor, holdExecutor } from './executor.ts';
import { roundsOf, storiesOf } from './house.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type Operations, openOperations } from './operations/wire.ts';
import { openPreparation } from './preparation/preparation.ts';
import { openRecomputation } from './recomputation/recomputation.ts';
import type { AlertTaker } from './server/alerts.ts';
import { openProbot } from './server/probot.ts';
import type { RunningServer } from './server.ts';
import type { AppSettings } from './settings.ts';
import { timeSteps } from './step-meter.ts';
import { BEGINNINGS, QUEUES, storiesOn } from './stories.ts';
import { VERSION } from './version.ts';
import { wireApp } from './wire.ts';

/** How stories are told. */
export interface StoryOptions {
  /** Is told when this process must not go on. */
  readonly onGone: (why: AppError) => void;
  /** How long a burst of events must have ended before its pull request is looked at; a second unless told otherwise. */
  readonly quietMs?: number;
  /** Wraps the journal of every story, to look at its steps. */
  readonly around?: (journal: Journal) => Journal;
}

const GRACE_MS = 25_000;

/** What runs the stories, once there are credentials. */
export interface Workshop {
  readonly engine: Engine;
  readonly executor: Executor;
  close(): Promise<void>;
}

/** What a workshop is opened with. */
export interface WorkshopOptions extends StoryOptions {
  readonly settings: AppSettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly database: Database;
  readonly metrics: Metrics;
}

/**
 * Opens the workshop: a place for this process, the engine with its stories, and at last the door for deliveries. When a
 * part cannot be opened, those before it are closed again, the last one first.
 */
export async function openWorkshop(
  credentials: Credentials,
  server: RunningServer,
  options: WorkshopOptions,
): Promise<Workshop> {
  const parts = new AsyncDisposableStack();
  try {
    return await open(credentials, { server, parts, ...options });
  } catch (error) {
    await parts.disposeAsync().catch((failure: unknown) => {
      options.log.error({ reason: messageOf(failure) }, 'what had been opened could not be closed in order');
    });
    throw error;
  }
}

interface Opening extends WorkshopOptions {
  readonly server: RunningServer;
  /** What was opened so far. */
  readonly parts: AsyncDisposableStack;
}

async function open(credentials: Credentials, { server, parts, ...options }: Opening): Promise<Workshop> {
  const { settings, database, log } = options;
  const executor = await holdExecutor({ databaseUrl: database.url, log, onGone: options.onGone }).catch(
    cannotStart('no place for this process could be taken', database.place),
  );
  parts.defer(() => executor.close());
  const host = openHost(credentials, options);
  const operations = openOperations({
    ...options,
    home: settings.home,
    host,
    program: openProgramFiles(VERSION),
    now: Date.now,
  });
  const engine = await openEngine({ executor, parts, host, operations, ...options }).catch(
    cannotStart('the durable engine could not be launched', database.place),
  );
  executor.adoptOrphans(engine);
  await openDoor(server, engine, { credentials, settings, log, operations });
  log.info({ executor: executor.name, app: credentials.appId }, 'deliveries are taken');
  return { engine, executor, close: () => parts.disposeAsync() };
}

interface EngineOpening extends Omit<Opening, 'server'> {
  readonly executor: Executor;
  readonly host: AppHost;
  readonly operations: Operations;
}

async function openEngine({ executor, parts, host, operations, ...options }: EngineOpening): Promise<Engine> {
  const { settings, database, metrics, log } = options;
  const preparation = openPreparation();
  parts.defer(() => preparation.close());
  const launching = Promise.withResolvers<Engine>();
  const ports = wireApp({
    settings,
    environment: options.environment,
    database,
    host,
    operations,
    stories: storiesOn(launching.promise, options.quietMs),
    engine: launching.promise,
    prepare: preparation.prepare,
    judge: preparation.judge,
    look: preparation.look,
    recompute: openRecomputation(),
    metrics,
    log,
    now: Date.now,
    around: (journal) => timeSteps(options.around?.(journal) ?? journal, metrics),
  });
  const engine = await launchEngine({
    databaseUrl: await underOurName(database),
    executor: executor.name,
    queues: QUEUES,
    stories: storiesOf(ports),
    rounds: roundsOf(ports),
    log: { debug: (words) => log.trace(words), warn: (words) => log.warn(words), error: (words) => log.error(words) },
  });
  parts.defer(() => engine.close(GRACE_MS));
  launching.resolve(engine);
  return engine;
}

/**
 * The address of the database under which the engine's connections count as ours: those of an engine that broke at its
 * launch then keep no server running.
 */
async function underOurName({ url, locks }: Database): Promise<string> {
  const { rows } = await locks.query<{ name: string }>(`select current_setting('application_name') as name`);
  const address = new URL(url);
  for (const { name } of rows) address.searchParams.set('application_name', name);
  return address.href;
}

/** Gives an error for people to what failed at start without one. */
export function cannotStart(what: string, where: string): (cause: unknown) => never {
  return (cause) => {
    if (isAppError(cause)) throw cause;
    throw new AppError('outside-failed', `${what}: ${messageOf(cause)}`, {
      where,
      advice: 'Nothing of this program runs any more. See to the cause and start it again.',
      cause,
    });
  };
}

/** From now on deliveries are taken, since the engine stands that begins their stories. */
async function openDoor(
  server: RunningServer,
  engine: Engine,
  {
    credentials,
    settings,
    log,
    operations,
  }: Pick<WorkshopOptions, 'settings' | 'log'> & {
    readonly credentials: Credentials;
    readonly operations: Operations;
  },
): Promise<void> {
  const reception = { engine, appId: credentials.appId, now: () => new Date() };
  await server.openWebhooks({
    probot: openProbot({ credentials, github: settings.github, log }),
    secret: credentials.webhookSecret,
    register: (probot) => registerEvents(probot, reception),
    alerts: openAlerts(operations, engine),
  });
}

/** A notice is on record once its story has begun; each gets an id of its own, since Alertmanager gives none. */
function openAlerts(operations: Operations, engine: Engine): AlertTaker {
  return {
    hookOf: (secret) => operations.hookOf(secret),
    take: async ({ repository, alertmanager }, notice) => {
      const receivedAt = new Date().toISOString();
      const order: AlertOrder = { repository, alertmanager: alertmanager?.url ?? null, notice, receivedAt };
      await engine.begin(BEGINNINGS.alert(randomUUID(), repository), order);
    },
  };
}

function openHost({ appId, privateKey }: Credentials, { settings, metrics, log }: WorkshopOptions): AppHost {
  const { apiUrl, pacing } = settings.github;
  return openAppHost({
    appId,
    privateKey,
    apiUrl,
    pacing: pacing === 'off' ? 'none' : 'github',
    log: (line) => log.debug(line),
    seen: (status) => metrics.countGithubRequest(status),
  });
}
