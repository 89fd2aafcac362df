import { type Engine, launchEngine } from '../src/adapters/durable/engine.ts';
import { openAppHost } from '../src/adapters/github/app-host.ts';
import type { Credentials } from '../src/adapters/installation/credentials.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import type { AppError } from '../src/kernel/app-error.ts';
import type { AppHost } from '../src/ports/app-host.ts';
import type { Journal } from '../src/ports/journal.ts';
import { registerEvents } from './events.ts';
import { type Executor, holdExecutor } from './executor.ts';
import { roundsOf, storiesOf } from './house.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { openPreparation } from './preparation/preparation.ts';
import { openProbot } from './server/probot.ts';
import type { RunningServer } from './server.ts';
import type { AppSettings } from './settings.ts';
import { timeSteps } from './step-meter.ts';
import { QUEUES, storiesOn } from './stories.ts';
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

/** Opens the workshop: a place for this process, the engine with its stories, and at last the door for deliveries. */
export async function openWorkshop(
  credentials: Credentials,
  server: RunningServer,
  options: WorkshopOptions,
): Promise<Workshop> {
  const { settings, database, metrics, log } = options;
  const executor = await holdExecutor({ databaseUrl: database.url, log, onGone: options.onGone });
  const preparation = openPreparation();
  const launching = Promise.withResolvers<Engine>();
  const ports = wireApp({
    settings,
    environment: options.environment,
    database,
    host: openHost(credentials, options),
    stories: storiesOn(launching.promise, options.quietMs),
    engine: launching.promise,
    prepare: preparation.prepare,
    metrics,
    now: Date.now,
    around: (journal) => timeSteps(options.around?.(journal) ?? journal, metrics),
  });
  const engine = await launchEngine({
    databaseUrl: database.url,
    executor: executor.name,
    queues: QUEUES,
    stories: storiesOf(ports),
    rounds: roundsOf(ports),
    log: { debug: (words) => log.trace(words), warn: (words) => log.warn(words), error: (words) => log.error(words) },
  });
  launching.resolve(engine);
  executor.adoptOrphans(engine);
  await openDoor(server, engine, { credentials, settings, log });
  log.info({ executor: executor.name, app: credentials.appId }, 'deliveries are taken');
  return {
    engine,
    executor,
    close: async () => {
      await engine.close(GRACE_MS);
      await preparation.close();
      await executor.close();
    },
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
  }: Pick<WorkshopOptions, 'settings' | 'log'> & {
    readonly credentials: Credentials;
  },
): Promise<void> {
  const reception = { engine, appId: credentials.appId, now: () => new Date() };
  await server.openWebhooks({
    probot: openProbot({ credentials, github: settings.github, log }),
    secret: credentials.webhookSecret,
    register: (probot) => registerEvents(probot, reception),
  });
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
