import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failureCodeOf } from '../failure-code.ts';
import { folderFailure, unusableFolder } from './folder-failure.ts';
import { type ServerProgram, serverEnvironment } from './program.ts';
import type { ServerRecord } from './server-record.ts';
import { checkWay, type ServerUser } from './server-user.ts';

/** The role that owns everything in a server of ours. */
export const OWNER = 'conclave';

/** What is needed to make or check a data folder. */
export interface DataFolderRequest {
  readonly home: string;
  readonly program: ServerProgram;
  readonly user: ServerUser | null;
  readonly record: ServerRecord;
  /** False for tests alone: the folder may be lost with the machine. */
  readonly durable: boolean;
}

/** Makes the home of Conclave when it is missing, level by level. */
export async function makeHome(home: string): Promise<void> {
  const found = await stat(home).catch((cause: unknown) => {
    if (failureCodeOf(cause) === 'ENOENT') return null;
    throw folderFailure(home, cause);
  });
  if (found !== null && !found.isDirectory()) throw unusableFolder(home, 'a file stands in the way');
  if (found !== null) return;
  if (dirname(home) !== home) await makeHome(dirname(home));
  await mkdir(home).catch((cause: unknown) => {
    if (failureCodeOf(cause) !== 'EEXIST') throw folderFailure(home, cause);
  });
}

/**
 * Returns the folder of the data, whole: it is made beside its place and renamed, so that a half-made one never
 * stands there, and of two that are made at once one is taken.
 */
export async function openDataFolder(request: DataFolderRequest): Promise<string> {
  const folder = join(request.home, 'postgres');
  await checkWay(folder, request.user);
  if (await isWhole(folder, request)) return folder;
  try {
    await removeBeginnings(request.home);
    await makeFolder(folder, request);
  } catch (cause) {
    throw folderFailure(folder, cause);
  }
  if (await isWhole(folder, request)) return folder;
  throw unusableFolder(folder, 'it was emptied while it was being made');
}

/** Whether the folder holds a database of this version; false when there is nothing, an error for anything else. */
async function isWhole(folder: string, { program, user }: DataFolderRequest): Promise<boolean> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (failureCodeOf(cause) === 'ENOENT') return [];
    throw folderFailure(folder, cause);
  });
  if (names.length === 0) return false;
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch((cause: unknown) => {
    if (failureCodeOf(cause) === 'ENOENT') throw unusableFolder(folder, 'there are files in it that are no database');
    throw folderFailure(folder, cause);
  });
  if (version.trim() !== program.major) {
    throw unusableFolder(
      folder,
      `it was made by PostgreSQL ${version.trim()}, and this is PostgreSQL ${program.major}; carry it over with pg_dump`,
    );
  }
  const owner = user?.uid ?? process.getuid?.();
  const { uid } = await stat(folder);
  if (owner !== undefined && uid !== owner) throw unusableFolder(folder, 'it belongs to another user of the machine');
  return true;
}

const BEGINNING = 'postgres.part-';
const GIVEN_UP_AFTER_MS = 600_000;

/** Takes away what an initialisation left that was cut off. */
async function removeBeginnings(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(BEGINNING)) continue;
    const path = join(home, name);
    const changed = await stat(path).catch(() => null);
    const age = Date.now() - (changed?.mtimeMs ?? Date.now());
    if (age > GIVEN_UP_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

async function makeFolder(folder: string, request: DataFolderRequest): Promise<void> {
  const beside = await mkdtemp(join(request.home, BEGINNING));
  try {
    const data = join(beside, 'data');
    const secret = join(beside, `secret-${randomBytes(4).toString('hex')}`);
    await mkdir(data, { mode: 0o700 });
    await writeFile(secret, `${request.record.password}\n`, { mode: 0o600 });
    const { user } = request;
    if (user !== null) for (const path of [beside, data, secret]) await chown(path, user.uid, user.gid);
    await runInitdb(data, secret, request).catch((cause: unknown) => {
      throw folderFailure(folder, cause);
    });
    await rename(data, folder).catch((cause: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST'].includes(failureCodeOf(cause))) throw cause;
    });
    await settle(request.home);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (cause) {
    if (process.platform !== 'win32') throw cause;
  } finally {
    await handle.close();
  }
}

function runInitdb(data: string, secret: string, { program, user, durable }: DataFolderRequest): Promise<void> {
  const options = [
    `--pgdata=${data}`,
    `--username=${OWNER}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program.initdb, options, {
      cwd: dirname(data),
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      ...user,
    });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(lastWords(words) || `initdb ended with ${code ?? 'a signal'}`));
    });
  });
}

/** The line in which a program of PostgreSQL says why it gave up. */
export function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const told = lines.findLast((line) => /\b(error|FATAL|PANIC|could not)\b/.test(line)) ?? '';
  return told.replace(/^.*?\b(?:error|FATAL|PANIC):\s*/, '');
}
