import { secretsOf } from '../src/adapters/installation/credentials.ts';
import { isAppError, renderError } from '../src/kernel/app-error.ts';
import { startApp } from './app.ts';
import { createLog, type Log } from './log.ts';
import { type AppSettings, readAppSettings } from './settings.ts';

/** Exit codes of the program: wrong settings, an outside service that failed. */
const EXIT = { wrong: 2, outside: 4 } as const;

await main();

async function main(): Promise<void> {
  try {
    const settings = readAppSettings(process.env, { isTerminal: process.stdout.isTTY === true });
    await run(settings, openLog(settings));
  } catch (error) {
    if (!isAppError(error)) throw error;
    process.stderr.write(`conclave: ${renderError(error)}\n`);
    process.exitCode = error.code === 'bad-input' || error.code === 'bad-config' ? EXIT.wrong : EXIT.outside;
  }
}

function openLog(settings: AppSettings): Log {
  return createLog({ ...settings.log, secrets: settings.credentials === null ? [] : secretsOf(settings.credentials) });
}

async function run(settings: AppSettings, log: Log): Promise<void> {
  const app = await startApp({
    settings,
    environment: process.env,
    log,
    onGone: (why) => {
      log.fatal({ reason: why.message }, 'this process must not go on');
      process.exit(EXIT.outside);
    },
  });
  log.info({ url: app.url }, 'Conclave listens');
  if (app.invitation !== null) {
    log.info(`To set up the GitHub app, open ${app.invitation}`);
  }
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping in order; a second signal ends at once');
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => process.exit(EXIT.outside));
    await app.stop();
    log.info('stopped');
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
}
