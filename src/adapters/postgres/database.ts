import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

/** A PostgreSQL that is ready to be used. */
export interface Database {
  /** Address with its password, for programs that connect on their own; never to be printed. */
  readonly url: string;
  /** Where it is, for people. */
  readonly place: string;
  /** The tables of Conclave. */
  readonly ledger: Kysely<unknown>;
  /** Connections that hold locks, apart from the others so that work under a lock never waits for a lock. */
  readonly locks: pg.Pool;
  /** Starts the delivered server again when it has died; a server of the user's own is its owner's matter. */
  revive(): Promise<void>;
  /** Ends all connections of this process, and the server when it is ours and nobody else uses it. */
  stop(): Promise<void>;
}

/** The connections of one process. */
export interface Connections {
  readonly ledger: Kysely<unknown>;
  readonly locks: pg.Pool;
  readonly end: () => Promise<void>;
}

const MOST_CONNECTIONS = 10;
const MOST_LOCKS = 20;
const PATIENCE_MS = 15_000;
/** How long work in progress may keep its connections when the process ends. */
const LEAVING_MS = 5_000;

/** Opens the connections to a database lazily; one that breaks while nobody uses it is replaced. */
export function openConnections(url: string, name: string): Connections {
  const settings = {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    types: { getTypeParser },
  };
  const pool = new pg.Pool({ ...settings, max: MOST_CONNECTIONS, min: 1 });
  const locks = new pg.Pool({ ...settings, max: MOST_LOCKS, connectionTimeoutMillis: 0 });
  for (const each of [pool, locks]) {
    each.on('error', () => undefined);
    // Between two queries of a transaction nobody else listens, and an error that nobody hears ends the process.
    each.on('connect', (client) => client.on('error', () => undefined));
  }
  const ledger = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    ledger,
    locks,
    end: async () => {
      await Promise.race([Promise.all([pool.end(), locks.end()]), sleep(LEAVING_MS, null, { ref: false })]);
    },
  };
}

type Parser = (text: string) => unknown;

/** Whole numbers as numbers, an error beyond what a number holds; moments as ISO 8601 in UTC. */
const PARSERS: Readonly<Record<number, Parser>> = {
  [pg.types.builtins.INT8]: (text) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is beyond the whole numbers`);
    return number;
  },
  [pg.types.builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
};

function getTypeParser(type: number, format?: 'text' | 'binary'): Parser {
  return PARSERS[type] ?? pg.types.getTypeParser(type, format);
}
