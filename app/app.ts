import { manifestConverter } from '../src/adapters/github/manifest.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openDatabase } from '../src/adapters/postgres/embedded.ts';
import { openFacts } from '../src/adapters/postgres/facts.ts';
import { failureCodeOf } from '../src/adapters/postgres/failure-code.ts';
import { migrate } from '../src/adapters/postgres/migrations/migrate.ts';
import { openProgramFiles } from '../src/adapters/program-files/program-files.ts';
import { AppError, isAppError, messageOf } from '../src/kernel/app-error.ts';
import { watchDatabase } from './database-watch.ts';
import type { Log } from './log.ts';
import { createMetrics, type StandingFigures } from './metrics.ts';
import { openRulePages } from './rules/rule-pages.ts';
import type { ReadinessFacts } from './server/readiness.ts';
import { startServer } from './server.ts';
import type { AppSettings } from './settings.ts';
import { openSetup } from './setup/setup.ts';
import { VERSION } from './version.ts';
import { cannotStart, openWorkshop, type StoryOptions, type Workshop } from './workshop.ts';

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

/**
 * Starts the app: database, server, and the durable engine as soon as there are credentials. When a part cannot be
 * opened, those before it are closed again, the last one first.
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { settings, log } = options;
  const parts = new AsyncDisposableStack();
  try {
    const database = await openDatabase({
      home: settings.home,
      url: settings.databaseUrl,
      flags: options.databaseFlags ?? [],
    });
    parts.defer(() => database.stop());
    log.info({ database: database.place }, 'the database is open');
    await migrate(database).catch(cannotStart('the tables could not be brought up to date', database.place));
    return await open(options, database, parts);
  } catch (error) {
    await parts.disposeAsync().catch((failure: unknown) => {
      log.error({ reason: messageOf(failure) }, 'what had been opened could not be closed in order');
    });
    throw error;
  }
}

/** Opens everything that rests on the database; each part is closed before those that it was opened after. */
async function open(options: AppOptions, database: Database, parts: AsyncDisposableStack): Promise<RunningApp> {
  const { settings, log } = options;
  const watch = watchDatabase(database, log);
  parts.defer(() => watch.end());
  let workshop: Workshop | null = null;
  parts.defer(() => workshop?.close());
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
    rules: openRulePages(openProgramFiles(VERSION)),
    readiness: () => readReadiness(database, workshop),
  }).catch(judgeListening);
  parts.defer(() => server.close());
  if (settings.credentials !== null) {
    workshop = await openWorkshop(settings.credentials, server, { ...options, database, metrics });
  }
  return { url: server.url, invitation: setup.invitation(server.url), stop: () => parts.disposeAsync() };
}

/** The system's words for an address that is none of this machine, or that this user may not listen on. */
const WRONG_ADDRESS: readonly string[] = [
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EINVAL',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EACCES',
];

/** An address that is no good is a wrong setting; a port that is taken is not. */
function judgeListening(error: unknown): never {
  if (isAppError(error) && WRONG_ADDRESS.includes(failureCodeOf(error.facts.cause)))
    throw new AppError('bad-config', error.message, error.facts);
  throw error;
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
    isSetUp: workshop !== null,
    slotHeld: workshop?.executor.isHeld() ?? false,
    queueLagSeconds: facts === undefined ? null : lagOf(facts.oldestWaitingSince),
    strandedVersions: Object.keys(facts?.stranded ?? {}),
  };
}

function lagOf(since: number | null): number {
  return since === null ? 0 : Math.max(0, (Date.now() - since) / 1_000);
}
