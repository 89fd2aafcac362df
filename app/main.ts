import { secretsOf } from '../src/adapters/installation/credentials.ts';
import { type ErrorCode, isAppError, renderError } from '../src/kernel/app-error.ts';
import { startApp } from './app.ts';
import { createLog, type Log } from './log.ts';
import { type AppSettings, readAppSettings } from './settings.ts';

/** Exit codes of the program: wrong settings, an outside service that failed. */
const EXIT = { wrong: 2, outside: 4 } as const;
/** What is answered for by whoever gave the settings. */
const WRONG: readonly ErrorCode[] = ['bad-input', 'bad-config'];
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

await main();

async function main(): Promise<void> {
  try {
    const settings = readAppSettings(process.env, { isTerminal: process.stdout.isTTY === true });
    await run(settings, openLog(settings));
  } catch (error) {
    end(error);
  }
}

/** Ends at once: what a library that failed has left behind must not keep a program that does nothing. */
function end(error: unknown): never {
  process.stderr.write(`conclave: ${wordsOf(error)}\n`);
  process.exit(isAppError(error) && WRONG.includes(error.code) ? EXIT.wrong : EXIT.outside);
}

/** An error without words for people is one of the program itself, and told with the place where it arose. */
function wordsOf(error: unknown): string {
  if (isAppError(error)) return renderError(error);
  return `this is an error of the program itself; report it: ${error instanceof Error ? error.stack : String(error)}`;
}

function openLog(settings: AppSettings): Log {
  return createLog({ ...settings.log, secrets: settings.credentials === null ? [] : secretsOf(settings.credentials) });
}

async function run(settings: AppSettings, log: Log): Promise<void> {
  const starting = startApp({
    settings,
    environment: process.env,
    log,
    onGone: (why) => {
      log.fatal({ reason: why.message }, 'this process must not go on');
      process.exit(EXIT.outside);
    },
  });
  // From now on, since an app that is killed while it starts would leave its database running.
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping in order; a second signal ends at once');
    for (const name of SIGNALS) process.once(name, () => process.exit(EXIT.outside));
    const begun = await starting;
    await begun.stop();
    log.info('stopped');
    process.exit(0);
  };
  for (const name of SIGNALS) process.once(name, () => void stop(name).catch(end));
  const app = await starting;
  log.info({ url: app.url }, 'Conclave listens');
  if (app.invitation !== null) {
    log.info(`To set up the GitHub app, open ${app.invitation}`);
  }
}
