import { manifestConverter } from '../src/adapters/github/manifest.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openDatabase } from '../src/adapters/postgres/embedded.ts';
import { openFacts } from '../src/adapters/postgres/facts.ts';
import { migrate } from '../src/adapters/postgres/migrations/migrate.ts';
import { watchDatabase } from './database-watch.ts';
import type { Log } from './log.ts';
import { createMetrics, type StandingFigures } from './metrics.ts';
import type { ReadinessFacts } from './server/readiness.ts';
import { startServer } from './server.ts';
import type { AppSettings } from './settings.ts';
import { openSetup } from './setup/setup.ts';
import { openWorkshop, type StoryOptions, type Workshop } from './workshop.ts';

/** What the app is started with beside its settings. */
export interface AppOptions extends StoryOptions {
  readonly settings: AppSettings;
  /** Where the keys of the model providers stand. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Further settings of the delivered PostgreSQL. */
  readonly databaseFlags?: readonly string[];
}

/** An app that runs. */
export interface RunningApp {
  readonly url: string;
  /** The address at which a person sets it up; null when that is done. */
  readonly invitation: string | null;
  /** Ends in order: no new delivery, then the stories for a while, then the database. */
  stop(): Promise<void>;
}

/** Starts the app: database, server, and the durable engine as soon as there are credentials. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { settings, log } = options;
  const database = await openDatabase({
    home: settings.home,
    url: settings.databaseUrl,
    flags: options.databaseFlags ?? [],
  });
  log.info({ database: database.place }, 'the database is open');
  try {
    await migrate(database);
    return await open(options, database);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Opens everything that rests on the database. */
async function open(options: AppOptions, database: Database): Promise<RunningApp> {
  const { settings, log } = options;
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
