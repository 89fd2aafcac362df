import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { type Database, openConnections } from './database.ts';
import { failureCodeOf, isConnectionFailure } from './failure-code.ts';
import { checkForeignServer } from './foreign-server.ts';
import { makeHome, OWNER, openDataFolder } from './server/data-folder.ts';
import { enterServer, type Presence } from './server/presence.ts';
import { findServerProgram } from './server/program.ts';
import { type RunningServer, reachServer, type ServerRequest, stopServer } from './server/running-server.ts';
import { openServerRecord } from './server/server-record.ts';
import { checkWay, findServerUser } from './server/server-user.ts';

/** Which database to open. */
export interface DatabaseSettings {
  /** The folder of Conclave's own things; the delivered PostgreSQL keeps its data under `postgres/` in it. */
  readonly home: string;
  /** The address of a PostgreSQL of the user's own; null for the one that is delivered. */
  readonly url: string | null;
  /** Further settings of the delivered server, as `-c name=value`; for tests, which need no durability. */
  readonly flags?: readonly string[];
}

/**
 * Opens the user's own PostgreSQL, or the delivered one: made when there is none, started when it does not run,
 * attached to when it does, also after this or another process was killed. The delivered one is for the processes of
 * one machine; it is stopped by the last of them that leaves in order, and goes on running otherwise. It is not
 * watched: when it breaks, queries fail until a process opens it anew, which finds it on the same port.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const name = `conclave ${randomBytes(4).toString('hex')}`;
  if (settings.url !== null) return openForeign(settings.url, name);
  const request = await prepare(settings);
  return openOwn(request, name);
}

async function openForeign(url: string, name: string): Promise<Database> {
  const place = await checkForeignServer(url);
  const { ledger, locks, end } = openConnections(url, name);
  return { url, place, ledger, locks, revive: async () => undefined, stop: once(end) };
}

async function prepare({ home, flags = [] }: DatabaseSettings): Promise<ServerRequest> {
  const whole = resolve(home);
  const [program, user] = await Promise.all([findServerProgram(), findServerUser()]);
  await makeHome(whole);
  await checkWay(program.postgres, user);
  const record = await openServerRecord(whole);
  const request = { home: whole, program, user, record, durable: !flags.includes('fsync=off') };
  return { ...request, flags, dataFolder: await openDataFolder(request) };
}

const TRIES = 100;
const PAUSE_MS = 100;

/** A server may stop between the moment we find it and the moment we enter it; then it is started anew. */
async function openOwn(request: ServerRequest, name: string): Promise<Database> {
  for (let left = TRIES; ; left -= 1) {
    const server = await reachServer(request);
    try {
      const presence = await enterServer(addressOf(request, server, 'postgres'), name);
      return await enter({ request, server, presence, name });
    } catch (cause) {
      if (left === 0 || !isConnectionFailure(cause)) throw cannotEnter(request, cause);
      await sleep(PAUSE_MS);
    }
  }
}

interface Entrance {
  readonly request: ServerRequest;
  readonly server: RunningServer;
  readonly presence: Presence;
  readonly name: string;
}

async function enter({ request, server, presence, name }: Entrance): Promise<Database> {
  await makeDatabase(addressOf(request, server, 'postgres'), name).catch(async (error: unknown) => {
    await presence.leave(async () => undefined);
    throw error;
  });
  const url = addressOf(request, server, OWNER);
  const { ledger, locks, end } = openConnections(url, name);
  let now = { server, presence };
  const revive = async (): Promise<void> => {
    const found = await reachServer(request);
    if (found.port !== server.port) throw movedAway(request, found);
    if (now.presence.isLost()) {
      now = { server: found, presence: await enterServer(addressOf(request, found, 'postgres'), name) };
    }
  };
  const stop = async (): Promise<void> => {
    await end();
    await now.presence.leave(() => stopServer(request.dataFolder, now.server));
  };
  return { url, place: request.dataFolder, ledger, locks, revive, stop: once(stop) };
}

/** Every connection of this process knows the old port. */
function movedAway({ dataFolder }: ServerRequest, { port }: RunningServer): AppError {
  return new AppError(
    'outside-failed',
    `the database came back on another port (${port}), where this process does not look`,
    {
      where: dataFolder,
      advice: 'Start this process again.',
    },
  );
}

async function makeDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [OWNER]);
    if (rows.length > 0) return;
    await client.query(`create database ${OWNER}`).catch((error: unknown) => {
      if (!['42P04', '23505'].includes(failureCodeOf(error))) throw error;
    });
  } finally {
    await client.end();
  }
}

function addressOf({ record }: ServerRequest, { port }: RunningServer, database: string): string {
  return `postgres://${OWNER}:${record.password}@127.0.0.1:${port}/${database}`;
}

function cannotEnter({ dataFolder, home }: ServerRequest, cause: unknown): AppError {
  if (failureCodeOf(cause) === '28P01') {
    return new AppError('bad-config', 'the running database does not know the password of this home', {
      where: `${home}/postgres.json`,
      expected: 'the file that was made together with the data folder',
      advice: 'Put that file back, or give the address of a PostgreSQL.',
    });
  }
  return new AppError('outside-failed', `the database cannot be entered: ${messageOf(cause)}`, {
    where: dataFolder,
    advice: `Look into ${dataFolder}/log.`,
    cause,
  });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}
