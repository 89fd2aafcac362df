import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../../src/adapters/postgres/migrations/migrate.ts';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { ReviewBook } from '../../../src/ports/review-book.ts';
import { rejected } from '../../fixtures/sessions.ts';
import { type Figure, median } from '../figure.ts';
import { CROWD, pullOf, pullsOf, writeCrowd } from './crowd.ts';

const OPENS = 300;
const SLOW_OPENS = 15;
/** So that neither the program nor the database meets anything for the first time. */
const WARM_OPENS = 40;

/** What the database took, and the plan of the read that counts. */
export interface StoreFigures {
  readonly figures: readonly Figure[];
  readonly words: string;
}

/** Fills a PostgreSQL as it is delivered, with its own settings, and opens ledgers of pull requests in it. */
export async function measureStore(): Promise<StoreFigures> {
  const home = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  chmodSync(home, 0o755);
  const database = await openDatabase({ home, url: null });
  try {
    await migrate(database);
    const [finding] = rejected().findings;
    if (finding === undefined) throw new RangeError('there is no finding to be like');
    await writeCrowd(database.ledger, finding);
    return await measureReads(database);
  } finally {
    await database.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureReads(database: Database): Promise<StoreFigures> {
  const book = openReviewBook(database, Date.now);
  const stored = await sql<{ count: number }>`select count(*) as count from conclave.findings`.execute(database.ledger);
  await openMany(book, pullsOf('large'), WARM_OPENS);
  const usual = await openMany(book, pullsOf('usual'), OPENS);
  const large = await openMany(book, pullsOf('large'), OPENS);
  const scanning = await watch(database, 'set enable_indexscan = off; set enable_bitmapscan = off');
  const slow = await openMany(scanning.book, pullsOf('large'), SLOW_OPENS);
  await scanning.end();
  const paths = Array.from({ length: 400 }, (_, index) => `src/area_${(index + 1) % 40}/part_${index + 1}.py`);
  const history = await timeMany(OPENS, (turn) => book.pathHistory(pullOf(turn), paths));
  const alternative = { what: 'the same read without the index', measured: median(slow) };
  const stands = { bound: null, unit: 'ms', alternative: null } as const;
  return {
    figures: [
      { what: `ledger of ${CROWD.largePull} findings`, measured: median(large), bound: 20, unit: 'ms', alternative },
      { ...stands, what: '  p95', measured: p95(large) },
      { ...stands, what: 'ledger of 77 findings', measured: median(usual), bound: 20 },
      { ...stands, what: '  p95', measured: p95(usual) },
      { ...stands, what: 'history of 400 paths', measured: median(history) },
    ],
    words: await describe(database, stored.rows[0]?.count ?? 0, paths),
  };
}

function openMany(book: ReviewBook, pulls: readonly number[], times: number): Promise<readonly number[]> {
  // Steps that share no divisor with the number of pull requests, so that one after the other is opened, far apart.
  return timeMany(times, async (turn) => {
    const entries = await book.ledger(pullOf(pulls[(turn * 37) % pulls.length] ?? 0));
    if (entries.length === 0) throw new RangeError('a ledger of the crowd is empty');
  });
}

async function timeMany(times: number, work: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const began = performance.now();
    await work(turn);
    took.push(performance.now() - began);
  }
  return took;
}

function p95(measurements: readonly number[]): number {
  const sorted = measurements.toSorted((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

interface Watched {
  readonly book: ReviewBook;
  /** The last statement that was sent, with its values. */
  statement(): { readonly text: string; readonly values: readonly unknown[] };
  end(): Promise<void>;
}

/** The same book over one connection of its own, with settings, of which the statements are known. */
async function watch(database: Database, settings: string): Promise<Watched> {
  const types = { getTypeParser: (type: number) => (type === pg.types.builtins.INT8 ? Number : parserOf(type)) };
  const pool = new pg.Pool({ connectionString: database.url, max: 1, types });
  await pool.query(settings);
  let last: ReturnType<Watched['statement']> = { text: '', values: [] };
  const ledger = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      last = { text: query.sql, values: query.parameters };
    },
  });
  const book = openReviewBook({ ledger, locks: database.locks }, Date.now);
  return { book, statement: () => last, end: () => pool.end() };
}

function parserOf(type: number): (text: string) => unknown {
  return pg.types.getTypeParser(type, 'text');
}

/** The plans of exactly the statements that the adapter sends. */
async function describe(database: Database, stored: number, paths: readonly string[]): Promise<string> {
  const watched = await watch(database, 'select 1');
  const [index = 0] = pullsOf('large');
  await watched.book.ledger(pullOf(index));
  const opening = await explain(database, watched.statement());
  await watched.book.pathHistory(pullOf(index), paths);
  const history = await explain(database, watched.statement());
  await watched.end();
  return `${stored} findings of ${CROWD.repositories * CROWD.pullsEach} pull requests in ${CROWD.repositories} repositories.

The plan of opening one ledger:
${opening}

The plan of the history of ${paths.length} paths:
${history}
`;
}

async function explain(database: Database, { text, values }: ReturnType<Watched['statement']>): Promise<string> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(`explain (analyze, buffers) ${text}`, [...values]);
    return rows.map((row) => `  ${shorten(row['QUERY PLAN'] ?? '')}`).join('\n');
  } finally {
    await client.end();
  }
}

/** A list of hundreds of values says nothing. */
function shorten(line: string): string {
  return line.length > 160 ? `${line.slice(0, 160)} …` : line;
}
