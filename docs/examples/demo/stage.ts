import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApp, startApp } from '../../../app/app.ts';
import { createLog } from '../../../app/log.ts';
import { readAppSettings } from '../../../app/settings.ts';
import { type FakeGitHub, startGitHub } from '../../../test/fakes/github/github.ts';
import type { Repository } from '../../../test/fakes/github/world.ts';
import { makeMomentumRepository } from '../../../test/fixtures/momentum-repository.ts';

/** A GitHub of our own with the example repository, and the real app that is installed there. */
export interface Stage extends AsyncDisposable {
  readonly github: FakeGitHub;
  /** `acme/momentum`, in which `ada` can write and `mia` is a maintainer. */
  readonly repository: Repository;
  readonly app: RunningApp;
  /** The folder that the app keeps its things in; it goes with the stage. */
  readonly home: string;
  /** What the app logged as an error, and what GitHub would have refused. */
  troubles(): readonly string[];
}

/** Nothing of a demo must outlive a power cut. */
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'].flatMap((flag) => ['-c', flag]);

/** How long the app waits for more of a burst; here none comes. */
const QUIET_MS = 50;

const LONGEST_END_MS = 5_000;
const PAUSE_MS = 20;

/** Opens the stage; `await using` strikes it, and whatever else ends this process does so too. */
export async function openStage(): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const home = makeHome();
  opened.defer(() => strike(home));
  const github = await startGitHub({ slug: 'conclave' });
  opened.defer(() => github.stop());
  const repository = importMomentum(github);
  const errors: string[] = [];
  const app = await openApp(home, github, errors);
  opened.defer(() => app.stop());
  github.setWebhook(`${app.url}/webhooks`);
  const whole = opened.move();
  return {
    ...{ github, repository, app, home },
    troubles: () => [...errors, ...github.violations],
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
  };
}

/** A folder that the database's own user can reach, and in which all that is temporary stands. */
function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'conclave-demo-'));
  process.once('exit', () => strike(home));
  if (process.getuid?.() === 0) chmodSync(home, 0o755);
  process.env.TMPDIR = home;
  return home;
}

function importMomentum(github: FakeGitHub): Repository {
  const made = makeMomentumRepository();
  try {
    const repository = github.importRepository(made.folder, { owner: 'acme', name: 'momentum' });
    github.addCollaborator(repository, 'ada', 'write');
    github.addCollaborator(repository, 'mia', 'maintain');
    return repository;
  } finally {
    made.remove();
  }
}

/** The app as `npm start` starts it, with no other environment than this. */
function openApp(home: string, github: FakeGitHub, errors: string[]): Promise<RunningApp> {
  const environment = {
    CONCLAVE_HOME: home,
    CONCLAVE_REHEARSAL: 'true',
    CONCLAVE_GITHUB_PACING: 'off',
    CONCLAVE_LOG_LEVEL: 'error',
    CONCLAVE_LOG_FORMAT: 'text',
    PORT: '0',
    GITHUB_URL: github.url,
    GITHUB_API_URL: github.url,
    GITHUB_APP_ID: String(github.appId),
    GITHUB_PRIVATE_KEY: github.privateKey,
    GITHUB_WEBHOOK_SECRET: github.webhookSecret,
  };
  const settings = readAppSettings(environment);
  return startApp({
    settings,
    environment,
    log: createLog({ ...settings.log, write: (line) => errors.push(line.trim()) }),
    onGone: (why) => errors.push(why.message),
    databaseFlags: FORGETFUL,
    quietMs: QUIET_MS,
  });
}

/**
 * Ends the database if it still runs, and takes the folder away; a second time there is nothing left to do. When this
 * process exits, there is no other way to wait for the last file of a server than in place.
 */
function strike(home: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; existsSync(home) && waited < LONGEST_END_MS; waited += PAUSE_MS) {
    if (waited > 0) Atomics.wait(clock, 0, 0, PAUSE_MS);
    if (!endServer(join(home, 'postgres', 'postmaster.pid'))) removeFolder(home);
  }
  if (existsSync(home))
    process.stderr.write(`${home} could not be removed; do so when nothing writes there any more\n`);
}

/** Whether a server had to be ended; its file tells, and goes last. */
function endServer(file: string): boolean {
  try {
    const server = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return server > 0 && process.kill(server, 'SIGQUIT');
  } catch {
    return false;
  }
}

/** What somebody still writes into cannot go yet. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}
