import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../kernel/app-error.ts';
import { type DataFolderRequest, lastWords } from './data-folder.ts';
import { unusableFolder } from './folder-failure.ts';
import { findPostmaster, removeStale } from './postmaster.ts';
import { serverEnvironment } from './program.ts';
import { findFreePort, rememberPort } from './server-record.ts';

/** A server that takes connections. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** What is needed to start a server. */
export interface ServerRequest extends DataFolderRequest {
  readonly dataFolder: string;
  /** Further settings, as `-c name=value`. */
  readonly flags: readonly string[];
}

const PATIENCE_MS = 180_000;
const PAUSE_MS = 50;

/**
 * Attaches to the server that works on the data folder, or starts it. Of two processes that start it at the same time
 * one does; PostgreSQL's own lock decides which, and the other attaches.
 */
export async function reachServer(request: ServerRequest): Promise<RunningServer> {
  const { dataFolder } = request;
  const until = Date.now() + PATIENCE_MS;
  let { port } = request.record;
  while (Date.now() < until) {
    const found = await findPostmaster(dataFolder);
    if (found.kind === 'alive' && found.ready) return { pid: found.pid, port: found.port };
    if (found.kind === 'stale') await removeStale(dataFolder, found.text);
    if (found.kind === 'alive') await sleep(PAUSE_MS);
    else {
      const start = await startServer(request, port, until);
      if (start.kind === 'started') return keepPort(request, start.server);
      if (start.kind === 'port-taken') port = await findFreePort();
      else await sleep(PAUSE_MS);
    }
  }
  throw new AppError('outside-failed', `the database was not ready after ${PATIENCE_MS / 1000} seconds`, {
    where: dataFolder,
    advice: `Look into ${dataFolder}/log; after a crash it may need more time, so that another start can succeed.`,
    passing: true,
  });
}

/** Stops a server at once but in order: what was committed stays. Ended is told by its file, which goes last. */
export async function stopServer(dataFolder: string, { pid }: RunningServer): Promise<void> {
  const before = await findPostmaster(dataFolder);
  if (before.kind !== 'alive' || before.pid !== pid) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const found = await findPostmaster(dataFolder);
    if (found.kind !== 'alive' || found.pid !== pid) return;
    await sleep(PAUSE_MS);
  }
}

async function keepPort({ home, record }: ServerRequest, server: RunningServer): Promise<RunningServer> {
  if (server.port !== record.port) await rememberPort(home, { ...record, port: server.port });
  return server;
}

type Start =
  | { readonly kind: 'started'; readonly server: RunningServer }
  | { readonly kind: 'port-taken' }
  /** Somebody else starts it, or has. */
  | { readonly kind: 'locked' };

/** Starts a server that lives on when this process ends in any way. */
async function startServer(request: ServerRequest, port: number, until: number): Promise<Start> {
  const { dataFolder, program, user, flags } = request;
  const began = Date.now();
  const child = spawn(program.postgres, ['-D', dataFolder, '-p', String(port), ...SETTINGS, ...flags], {
    cwd: dataFolder,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    windowsHide: true,
    ...user,
  });
  const end = listenForEnd(child);
  try {
    while (Date.now() < until) {
      const { words } = end;
      if (words !== null) return readFailure(`${words}\n${await readLog(dataFolder, child.pid, began)}`, dataFolder);
      const found = await findPostmaster(dataFolder);
      const isOurs = found.kind === 'alive' && found.pid === child.pid;
      if (isOurs && found.ready) return { kind: 'started', server: { pid: found.pid, port } };
      await sleep(PAUSE_MS);
    }
    return { kind: 'locked' };
  } finally {
    child.stderr.destroy();
    child.unref();
  }
}

/** What a server said when it has ended; null while it runs. */
function listenForEnd(child: ChildProcessByStdio<null, null, Readable>): { readonly words: string | null } {
  const end: { words: string | null } = { words: null };
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  child.on('error', (error) => {
    end.words = `FATAL: ${error.message}`;
  });
  child.on('close', () => {
    end.words ??= said;
  });
  return end;
}

/** Told on the command line, so that a data folder follows the program. Local only, logs of one week, in UTC. */
const SETTINGS: readonly string[] = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
  'logging_collector=on',
  'log_directory=log',
  'log_filename=postgres-%a.log',
  'log_truncate_on_rotation=on',
  'log_rotation_age=1d',
].flatMap((setting) => ['-c', setting]);

/** What a server wrote into the log of its folder since it began; an earlier one may have had the same number. */
async function readLog(dataFolder: string, pid: number | undefined, began: number): Promise<string> {
  const folder = join(dataFolder, 'log');
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
  const first = new Date(began).toISOString().replace('T', ' ').replace('Z', '');
  const lines = texts.flatMap((text) => text.split('\n'));
  return lines.filter((line) => line.includes(`[${pid}]`) && line >= first).join('\n');
}

function readFailure(words: string, dataFolder: string): Start {
  if (/lock file .* already exists|pre-existing shared memory|lock file .* is empty/.test(words))
    return { kind: 'locked' };
  if (/could not create any TCP\/IP sockets|Address already in use/.test(words)) return { kind: 'port-taken' };
  throw unusableFolder(dataFolder, lastWords(words) || 'PostgreSQL ended without a word', new Error(words.trim()));
}
