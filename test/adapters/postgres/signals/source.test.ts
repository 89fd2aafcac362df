import { createServer } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSignalDatabase } from '../../../../src/adapters/postgres/signals/source.ts';
import type { SignalQuestion } from '../../../../src/ports/signal-source.ts';
import { startTestPostgres, type TestPostgres } from '../../../fixtures/postgres.ts';

const at = new Date('2026-03-10T12:00:00Z');
let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
  await sql`create table public.runs (crypto text, sortino numeric, ended timestamptz)`.execute(
    postgres.database.ledger,
  );
  await sql`insert into public.runs values
    ('BTCUSDC', 0.7, '2026-03-10T11:30:00Z'), ('BTCUSDC', -0.2, '2026-03-09T11:30:00Z'),
    ('SOLUSDC', 'NaN', '2026-03-08T11:30:00Z')`.execute(postgres.database.ledger);
});
afterAll(() => postgres.stop());

function ask(
  form: SignalQuestion['form'],
  query: string,
  { url = postgres.url, ...more }: Partial<SignalQuestion> & { readonly url?: string } = {},
) {
  const question = {
    name: 'runs_7d',
    form,
    query,
    freshness: null,
    maxAgeSeconds: 3_600,
    by: 'crypto',
    run: 'run',
    windowSeconds: 0,
  };
  return openSignalDatabase({ name: 'warehouse', url }).ask({ ...question, ...more }, at);
}

const NEWEST = 'select max(ended) from runs';

/** Words that are given in full, or by a pattern that they must fit. */
const wordsLike = (words: string | RegExp): unknown =>
  expect.stringMatching(typeof words === 'string' ? new RegExp(`^${RegExp.escape(words)}$`) : words);

describe('a signal from PostgreSQL', () => {
  it.each([
    ['a count', 'number', 'select count(*) from runs', 3],
    ['a decimal', 'number', "select max(sortino) from runs where crypto = 'BTCUSDC'", 0.7],
    ['a query with a semicolon', 'number', 'select 4;\n', 4],
    ['a query with a comment', 'number', 'select 4 -- four', 4],
    ['no number', 'number', "select 'NaN'::float8", 'NaN'],
    ['an infinity', 'number', "select 'Infinity'::float8", 'Infinity'],
  ] as const)('gives %s', async (_, form, query, value) => {
    const { answer, requests } = await ask(form, query);

    expect(answer).toEqual({ form, value, sampledAt: null });
    expect(requests).toBe(1);
  });

  it('gives names, lists, and one of these for each crypto as JSON', async () => {
    const perCrypto = 'select crypto, jsonb_agg(sortino order by ended desc) as last from runs group by crypto';

    const names = await ask('names', 'select array_agg(distinct crypto order by crypto) from runs');
    const recent = await ask('recent', 'select array_agg(sortino order by ended desc) from runs');
    const ages = await ask('by-crypto', "select jsonb_build_object('BTCUSDC', 2, 'SOLUSDC', null)");
    const series = await ask('recent-by-crypto', `select jsonb_object_agg(crypto, last) from (${perCrypto}) as each`);

    expect(names.answer).toMatchObject({ names: ['BTCUSDC', 'SOLUSDC'] });
    expect(recent.answer).toMatchObject({ values: [0.7, -0.2, 'NaN'] });
    expect('of' in ages.answer ? [...ages.answer.of] : []).toEqual([
      ['BTCUSDC', 2],
      ['SOLUSDC', { known: false, why: 'wrong-shape', words: 'null stands where a figure is due' }],
    ]);
    expect('of' in series.answer ? [...series.answer.of] : []).toEqual([
      ['BTCUSDC', [0.7, -0.2]],
      ['SOLUSDC', ['NaN']],
    ]);
  });

  it('knows of which moment it is', async () => {
    const { answer, requests } = await ask('number', 'select 1', { freshness: NEWEST });

    expect(answer).toMatchObject({ value: 1, sampledAt: '2026-03-10T11:30:00.000Z' });
    expect(requests).toBe(2);
  });
});

describe('a signal that PostgreSQL does not give', () => {
  it.each([
    ['no row', 'select 1 where false', 'empty', 'runs_7d gave no row'],
    ['null', 'select null::int', 'empty', 'runs_7d is null'],
    ['several rows', 'select crypto from runs', 'wrong-shape', 'warehouse gave several rows where one is due'],
    ['several columns', 'select 1 as a, 2 as b', 'wrong-shape', 'warehouse gave 2 columns where one is due'],
    ['a list where a number is due', "select '[1]'::jsonb", 'wrong-shape', 'runs_7d is a list where a number is due'],
    [
      'a truth where a number is due',
      'select true',
      'wrong-shape',
      'runs_7d is the boolean true where a number is due',
    ],
    ['a query that it cannot read', 'selec 1', 'refused', /^warehouse refuses the query \(42601\): syntax error/],
    ['a table that is not there', 'select 1 from nowhere', 'refused', /^warehouse refuses the query \(42P01\)/],
  ])('is unknown for %s', async (_, query, why, words) => {
    const { answer } = await ask('number', query);

    expect(answer).toMatchObject({
      known: false,
      why,
      words: wordsLike(words),
    });
  });

  it.each([
    [
      'stale',
      'select 1',
      "select max(ended) - interval '1 day' from runs",
      'runs_7d was last seen 1 d before, more than 1 h',
    ],
    ['missing', 'select 1 where false', 'select max(ended) from runs where false', 'runs_7d was never seen'],
    ['empty', 'select 1 where false', NEWEST, 'runs_7d gave no row'],
    ['not-a-number', 'select 1', "select 'yesterday'", 'nobody knows of which moment runs_7d is'],
    ['refused', 'select 1', 'selec', /^nobody knows how old runs_7d is: warehouse refuses/],
  ])('is %s', async (why, query, freshness, words) => {
    const { answer } = await ask('number', query, { freshness });

    expect(answer).toMatchObject({
      known: false,
      why,
      words: wordsLike(words),
    });
  });

  it('is cut off after two seconds', async () => {
    const { answer } = await ask(
      'number',
      "select 1 from (select set_config('statement_timeout', '0', true), pg_sleep(60)) as nap",
    );

    expect(answer).toEqual({ known: false, why: 'timed-out', words: 'warehouse did not answer within 2 s' });
  });

  it('is unreachable where nobody listens, and tells neither address nor password', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));

    const away = await ask('number', 'select 1', { url: `postgres://me:s3cret@127.0.0.1:${port}/db` });
    const wrong = new URL(postgres.url);
    wrong.password = 's3cret';
    const refused = await ask('number', 'select 1', { url: wrong.href });

    expect(away.answer).toEqual({
      known: false,
      why: 'unreachable',
      words: 'warehouse cannot be reached (ECONNREFUSED)',
    });
    expect(refused.answer).toEqual({
      known: false,
      why: 'refused',
      words: 'warehouse refuses the user or the password',
    });
  });
});

describe('a query that would write', () => {
  it.each([
    'delete from runs',
    'with gone as (delete from runs returning 1) select count(*) from gone',
    "insert into runs values ('X', 1, now()) returning 1",
    'select 1) as answer; delete from runs; select (1',
    'select 1; delete from runs',
    'select lo_create(0)',
    "select set_config('transaction_read_only', 'off', true)",
    'commit',
  ])('is refused: %s', async (query) => {
    const { answer } = await ask('number', query);

    expect(answer).toMatchObject({ known: false, why: 'refused' });
    const left = await ask('number', 'select count(*) from runs');
    expect(left.answer).toMatchObject({ value: 3 });
  });
});
