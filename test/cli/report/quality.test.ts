import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../../src/adapters/postgres/migrations/migrate.ts';
import { makeHome, postmasterOf, removeHomes } from '../../adapters/postgres/home.ts';
import { someSession } from '../../adapters/postgres/some-session.ts';
import { FAST, makeDatabase, startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { rejected } from '../../fixtures/sessions.ts';
import { type Ending, makeFolder, run } from '../running.ts';
import { fillRecords } from './noisy-records.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
  await fillRecords(postgres.database);
});
afterAll(async () => {
  await postgres.stop();
  await removeHomes();
});

function report(argv: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<Ending> {
  return run(['report', 'quality', ...argv], {
    folder: import.meta.dirname,
    environment: { DATABASE_URL: postgres.url, ...environment },
    columns: 100,
  });
}

/** The address differs from run to run. */
const steady = (text: string): string => text.replaceAll(/127\.0\.0\.1:\d+\/test_\w+/g, 'DATABASE');

describe('conclave report quality', () => {
  it.each([
    ['quality.txt', ['--repo', 'acme/quant']],
    ['quality.md', ['--repo', 'acme/quant', '--format', 'markdown']],
    ['quality.json', ['--repo', 'ACME/Quant', '--since', '2026-05-12', '--json']],
  ])('points out what is dismissed more than half of the time: %s', async (golden, argv) => {
    const { exitCode, output, errors } = await report(argv);

    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: '' });
    await expect(steady(output)).toMatchFileSnapshot(`../golden/report-${golden}`);
  });

  it('has nothing to point out where little was dismissed', async () => {
    const { exitCode, output } = await report(['--repo', 'acme/calm']);

    expect(exitCode).toBe(0);
    expect(output).toContain('Nothing to point out: of no rule and no skill with 20 decided findings');
  });

  it('counts all repositories together unless one is named, and from a day on', async () => {
    const [all, late] = [await report(['--json']), await report(['--json', '--since', '2026-06-01'])];

    expect(JSON.parse(all.output)).toMatchObject({ sessions: 2, findings: { raised: 70 } });
    expect(JSON.parse(late.output)).toMatchObject({ sessions: 1, findings: { raised: 20 }, pointed_out: [] });
  });

  it('never says that all is well without data', async () => {
    const { exitCode, output, errors } = await report(['--since', '2026-10-01']);

    expect({ exitCode, output }).toEqual({ exitCode: 3, output: '' });
    expect(steady(errors)).toBe(
      'conclave: DATABASE: no session is on record since 2026-10-01, so that nothing can be said\n' +
        '  An earlier day with --since shows more.\n',
    );
  });

  it('fits a narrow terminal', async () => {
    const { output } = await run(['report', 'quality'], {
      folder: import.meta.dirname,
      environment: { DATABASE_URL: postgres.url },
      columns: 50,
    });

    expect(output.split('\n').filter((line) => line.length > 50)).toEqual([]);
    expect(output).toContain('superseded 0, share 60.8 %');
  });

  it('is read as a user who may only read', async () => {
    await sql`create role reader login password 'reader'`.execute(postgres.database.ledger);
    const url = new URL(postgres.url);
    [url.username, url.password] = ['reader', 'reader'];

    const refused = await report([], { DATABASE_URL: url.href });
    await sql
      .raw('grant usage on schema conclave to reader; grant select on all tables in schema conclave to reader')
      .execute(postgres.database.ledger);
    const granted = await report([], { DATABASE_URL: url.href });

    expect(refused.exitCode).toBe(2);
    expect(refused.errors).toContain('grant usage on schema conclave');
    expect(granted.exitCode).toBe(1);
  });
});

describe('a wrong database', () => {
  it.each([
    ['no address', { DATABASE_URL: 'quant' }, 2, 'DATABASE_URL'],
    ['nobody there', { DATABASE_URL: 'postgres://ada:topsecret@127.0.0.1:1/x' }, 4, 'the database cannot be reached'],
    ['a home without one', { DATABASE_URL: '', CONCLAVE_HOME: '/tmp/conclave-nobody' }, 2, 'the app was never started'],
  ])('is told from one in which all is well: %s', async (_, environment, code, words) => {
    const { exitCode, output, errors } = await report([], environment);

    expect({ exitCode, output }).toEqual({ exitCode: code, output: '' });
    expect(errors).toContain(words);
    expect(errors).not.toContain('topsecret');
  });

  it('is one that has no tables, or another password, or those of another program', async () => {
    const empty = await report([], { DATABASE_URL: await makeDatabase() });
    const stranger = new URL(postgres.url);
    stranger.password = 'topsecret';
    const refused = await report([], { DATABASE_URL: stranger.href });
    const old = await startTestPostgres();
    await sql`delete from conclave.kysely_migration where name like '0006%'`.execute(old.database.ledger);
    const older = await report([], { DATABASE_URL: old.url });
    await sql`insert into conclave.kysely_migration values ('0099-future', '')`.execute(old.database.ledger);
    const newer = await report([], { DATABASE_URL: old.url });
    await old.stop();

    expect(empty.errors).toContain('there are no tables of Conclave in this database');
    expect(refused.errors).toContain('the database refuses this user or password');
    expect(older.errors).toContain('the tables are those of an older program');
    expect(newer.errors).toContain('the database is newer than this program');
    expect([empty, refused, older, newer].map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 2]);
  });
});

describe('wrong use', () => {
  it.each([
    ['a repository without its owner', ['--repo', 'quant'], 'expected owner/name'],
    ['one that is not on record', ['--repo', 'acme/other'], 'expected one of: acme/calm, acme/quant'],
    ['a day that is none', ['--since', '2026-02-30'], 'is no day'],
    ['a day to come', ['--since', '9999-01-01'], 'is still to come'],
    ['an unknown format', ['--format', 'markdwn'], 'did you mean "markdown"?'],
    ['two formats', ['--json', '--format', 'text'], '--json and --format were both given'],
    ['a repository of files', ['--repo', 'acme/quant', '--sessions', '.'], 'session files do not say'],
    ['a folder without sessions', ['--sessions', '.'], 'there is no session file in this folder'],
    ['a folder that is not there', ['--sessions', 'nowhere'], 'there is no such folder'],
    ['an option without its value', ['--since', '--json'], '--since has no value'],
  ])('is %s', async (_, argv, words) => {
    const { exitCode, output, errors } = await report(argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });
});

describe('session files', () => {
  it('say what was raised, each finding once, and that nobody knows what became of it', async () => {
    using place = makeFolder();
    const sessions = join(place.folder, 'sessions');
    mkdirSync(sessions);
    for (const session of [someSession(), someSession()])
      writeFileSync(join(sessions, `${session.id}_committee.json`), JSON.stringify(session));
    writeFileSync(join(sessions, 'x_committee.json'), '{}');

    const { exitCode, output, errors } = await report(['--sessions', place.folder, '--json']);
    const { output: text } = await report(['--sessions', place.folder]);

    expect(exitCode).toBe(3);
    expect(errors).toContain('x_committee.json: not counted: this is not a session file');
    expect(JSON.parse(output)).toMatchObject({
      sessions: 2,
      unread: [{ reason: expect.stringContaining('not a session file') }],
      findings: { raised: rejected().findings.length, fates: null },
      judged: false,
    });
    expect(text).toContain('What became of them is not known');
    expect(text).toContain('1 file is not counted');
  });
});

describe('the database that is delivered', () => {
  it('is read while the app runs, and when it does not, and is left as it was', async () => {
    const home = makeHome();
    const database = await openDatabase({ home, url: null, flags: FAST });
    await migrate(database);
    await fillRecords(database);
    const environment = { DATABASE_URL: '', CONCLAVE_HOME: home };

    const running = await report([], environment);
    const stillThere = postmasterOf(home);
    await database.stop();
    const stopped = await report([], environment);

    expect([running, stopped].map(({ exitCode, errors }) => ({ exitCode, errors }))).toEqual([
      { exitCode: 1, errors: '' },
      { exitCode: 1, errors: '' },
    ]);
    expect(stillThere).not.toBeNull();
    expect(postmasterOf(home)).toBeNull();
  });
});
