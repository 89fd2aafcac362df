import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrations/migrate.ts';
import { claimSlot } from '../../src/adapters/postgres/slots.ts';
import { makeHome, postmasterOf, removeHomes } from '../adapters/postgres/home.ts';
import { builtApp } from '../fixtures/built-program.ts';
import { FAST, makeDatabase } from '../fixtures/postgres.ts';
import { privateKey } from './running-app.ts';

/** Longer than a start and an end in order take here, shorter than any patience of the app. */
const LONGEST_MS = 30_000;

const CREDENTIALS = {
  GITHUB_APP_ID: '7',
  GITHUB_PRIVATE_KEY: privateKey,
  GITHUB_WEBHOOK_SECRET: 'sesame-5f1c',
  GITHUB_API_URL: 'http://127.0.0.1:9',
};

interface Ended {
  /** Null when it had to be killed. */
  readonly code: unknown;
  readonly words: string;
}

/** Runs the program until it ends, by itself or of a signal that it is sent as soon as it says that it listens. */
async function start(environment: Readonly<Record<string, string>>, signal?: NodeJS.Signals): Promise<Ended> {
  const { file, compiled } = await builtApp('app');
  const child = spawn(process.execPath, ['--no-deprecation', file], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (signal !== undefined && chunk.includes('Conclave listens')) child.kill(signal);
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString('utf8');
  });
  const [code]: unknown[] = await once(child, 'close');
  return { code, words };
}

/** A home whose database was spoilt by some statements, and is not running. */
async function spoiltHome(statements: string): Promise<string> {
  const home = makeHome();
  const database = await openDatabase({ home, url: null, flags: FAST });
  await migrate(database);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(statements);
  await client.end();
  await database.stop();
  return home;
}

afterAll(removeHomes);

describe('a start that fails', () => {
  it('ends with 4 when the port is taken, and leaves no database', async () => {
    const home = makeHome();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;

    const { code, words } = await start({ CONCLAVE_HOME: home, PORT: String(port) });

    expect(words).toMatch(new RegExp(`^conclave: 127.0.0.1:${port}: the server cannot listen there: .*EADDRINUSE`));
    expect(words).toContain('Choose them with HOST and PORT');
    expect(code).toBe(4);
    expect(postmasterOf(home)).toBeNull();
  });

  it('ends with 2 when HOST is no address of this machine, and leaves no database', async () => {
    const home = makeHome();

    const { code, words } = await start({ CONCLAVE_HOME: home, HOST: '192.0.2.1' });

    expect(words).toMatch(/^conclave: 192\.0\.2\.1:0: the server cannot listen there: .*EADDRNOTAVAIL/);
    expect(code).toBe(2);
    expect(postmasterOf(home)).toBeNull();
  });

  it('ends with 2 when the database is newer, and leaves it stopped', async () => {
    const home = await spoiltHome(
      `insert into conclave.kysely_migration (name, timestamp) values ('9999-later', '2026-01-01')`,
    );

    const { code, words } = await start({ CONCLAVE_HOME: home });

    expect(words).toMatch(/^conclave: .*: the database is newer than this program/);
    expect(code).toBe(2);
    expect(postmasterOf(home)).toBeNull();
  });

  it('ends with 4 when the engine cannot make its tables, and leaves the database stopped', async () => {
    const home = await spoiltHome('create schema dbos; create table dbos.workflow_status (surprise int)');

    const { code, words } = await start({ CONCLAVE_HOME: home, ...CREDENTIALS });

    expect(words).toMatch(/^conclave: (?:.*: )?the durable engine could not be launched: /);
    expect(code).toBe(4);
    expect(postmasterOf(home)).toBeNull();
  });

  it('ends with 4 when the engine breaks after its launch, and leaves the database stopped', async () => {
    const home = await spoiltHome('select 1');
    const environment = { CONCLAVE_HOME: home, ...CREDENTIALS };
    const healthy = await start(environment, 'SIGTERM');
    const database = await openDatabase({ home, url: null, flags: FAST });
    await database.locks.query(`create function dbos.refuse() returns trigger language plpgsql
      as $$ begin raise exception 'refused by a trigger'; end $$;
      create trigger refuse before insert or update on dbos.queues
      for each statement execute function dbos.refuse()`);
    await database.stop();

    const { code, words } = await start(environment);

    expect(healthy.code).toBe(0);
    expect(words).toMatch(/^conclave: .*: the durable engine could not be launched: refused by a trigger\n/);
    expect(code).toBe(4);
    expect(postmasterOf(home)).toBeNull();
  });

  it('ends with 4 when every place at the database is taken', async () => {
    const url = await makeDatabase();
    const onLost = () => undefined;
    for (let taken = 0; taken < 16; taken += 1) {
      const slot = await claimSlot({ url, namespace: 7_001, slots: 16, onLost });
      onTestFinished(() => slot.close());
    }

    const { code, words } = await start({ CONCLAVE_HOME: makeHome(), DATABASE_URL: url, ...CREDENTIALS });

    expect(words).toMatch(/^conclave: all 16 places at this database are taken\n {2}expected at most 16 processes\n/);
    expect(code).toBe(4);
  });
});
