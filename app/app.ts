import { type Engine, launchEngine } from '../src/adapters/durable/engine.ts';
import { openAppHost } from '../src/adapters/github/app-host.ts';
import type { Credentials } from '../src/adapters/installation/credentials.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openDatabase } from '../src/adapters/postgres/embedded.ts';
import { openFacts } from '../src/adapters/postgres/facts.ts';
import { migrate } from '../src/adapters/postgres/migrations/migrate.ts';
import type { AppError } from '../src/kernel/app-error.ts';
import type { Journal } from '../src/ports/journal.ts';
import { watchDatabase } from './database-watch.ts';
import { registerEvents } from './events.ts';
import { type Executor, holdExecutor } from './executor.ts';
import { roundsOf, storiesOf } from './house.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics, type StandingFigures } from './metrics.ts';
import { openPreparation } from './preparation/preparation.ts';
import { openProbot } from './server/probot.ts';
import type { ReadinessFacts } from './server/readiness.ts';
import { type RunningServer, startServer } from './server.ts';
import type { AppSettings } from './settings.ts';
import { manifestConverter } from './setup/conversion.ts';
import { openSetup } from './setup/setup.ts';
import { timeSteps } from './step-meter.ts';
import { QUEUES, storiesOn } from './stories.ts';
import { wireApp } from './wire.ts';

/** What the app is started with beside its settings. */
export interface AppOptions {
  readonly settings: AppSettings;
  /** Where the keys of the model providers stand. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Is told when this process must not go on. */
  readonly onGone: (why: AppError) => void;
  /** Further settings of the delivered PostgreSQL. */
  readonly databaseFlags?: readonly string[];
  /** How long a burst of events must have ended before its pull request is looked at; a second unless told otherwise. */
  readonly quietMs?: number;
  /** Wraps the journal of every story, to look at its steps. */
  readonly around?: (journal: Journal) => Journal;
}

/** An app that runs. */
export interface RunningApp {
  readonly url: string;
  /** The address at which a person sets it up; null when that is done. */
  readonly invitation: string | null;
  /** Ends in order: no new delivery, then the stories for a while, then the database. */
  stop(): Promise<void>;
}

const GRACE_MS = 25_000;

/** Starts the app: database, server, and the durable engine as soon as there are credentials. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { settings, log } = options;
  const database = await openDatabase({
    home: settings.home,
    url: settings.databaseUrl,
    flags: options.databaseFlags ?? [],
  });
  log.info({ database: database.place }, 'the database is open');
  await migrate(database);
  const watch = watchDatabase(database, log);
  let workshop: Workshop | null = null;
  const metrics = createMetrics({
    collect: () => readFigures(database, workshop),
    onFailure: (reason) => log.warn({ reason }, 'the figures of the database could not be read'),
  });
  const setup = openSetup({
    settings,
    log,
    convertManifest: manifestConverter(settings.github.apiUrl),
    onConfigured: async ({ credentials }) => {
      workshop = await openWorkshop(credentials, server, { ...options, database, metrics });
    },
  });
  const server = await startServer({
    settings,
    log,
    metrics,
    setup,
    readiness: () => readReadiness(database, workshop),
  });
  if (settings.credentials !== null) {
    workshop = await openWorkshop(settings.credentials, server, { ...options, database, metrics });
  }
  return {
    url: server.url,
    invitation: setup.invitation(server.url),
    stop: async () => {
      await server.close();
      await workshop?.close();
      watch.end();
      await database.stop();
    },
  };
}

/** What runs the stories, once there are credentials. */
interface Workshop {
  readonly engine: Engine;
  readonly executor: Executor;
  close(): Promise<void>;
}

interface WorkshopOptions extends AppOptions {
  readonly database: Database;
  readonly metrics: Metrics;
}

async function openWorkshop(
  credentials: Credentials,
  server: RunningServer,
  options: WorkshopOptions,
): Promise<Workshop> {
  const { settings, database, metrics, log } = options;
  const { github } = settings;
  const executor = await holdExecutor({ databaseUrl: database.url, log, onGone: options.onGone });
  const preparation = openPreparation();
  const launching = Promise.withResolvers<Engine>();
  const ports = wireApp({
    settings,
    environment: options.environment,
    database,
    host: openAppHost({
      appId: credentials.appId,
      privateKey: credentials.privateKey,
      apiUrl: github.apiUrl,
      pacing: github.pacing === 'off' ? 'none' : 'github',
      log: (line) => log.debug(line),
    }),
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
  const reception = { engine, appId: credentials.appId, now: () => new Date(), count: metrics.countDelivery };
  await server.openWebhooks({
    probot: openProbot({ credentials, github, log }),
    secret: credentials.webhookSecret,
    register: (probot) => registerEvents(probot, reception),
  });
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

async function readFigures(database: Database, workshop: Workshop | null): Promise<StandingFigures> {
  const facts = await workshop?.engine.facts();
  return {
    queueDepth: facts?.waiting ?? {},
    queueLagSeconds: lagOf(facts?.oldestWaitingSince ?? null),
    strandedWorkflows: Object.values(facts?.stranded ?? {}).reduce((sum, number) => sum + number, 0),
    sessions: await openFacts(database, Date.now).reviewsByStatus(),
  };
}

async function readReadiness(database: Database, workshop: Workshop | null): Promise<ReadinessFacts> {
  const answers = await openFacts(database, Date.now)
    .ping()
    .then(
      () => true,
      () => false,
    );
  const facts = answers ? await workshop?.engine.facts() : undefined;
  return {
    database: answers,
    slotHeld: workshop?.executor.isHeld() ?? false,
    queueLagSeconds: facts === undefined ? null : lagOf(facts.oldestWaitingSince),
    strandedVersions: Object.keys(facts?.stranded ?? {}),
  };
}

function lagOf(since: number | null): number {
  return since === null ? 0 : Math.max(0, (Date.now() - since) / 1_000);
}
