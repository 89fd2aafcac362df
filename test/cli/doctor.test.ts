import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { badUrl, FAULTS } from './doctor-faults.ts';
import { buildHouse, type Examination } from './doctor-house.ts';
import { listFiles, makeFolder, readFiles, run } from './running.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);

afterAll(() => postgres.stop());

function summaryOf({ lines }: Examination): readonly string[] {
  return lines
    .filter(({ status }) => status !== 'ok')
    .map(({ check, status, found }) => `${status} ${check}: ${found}`);
}

describe('conclave doctor', () => {
  it('finds nothing to say about an installation that is as it should be', async () => {
    await using house = await buildHouse(postgres.url);

    const examination = await house.examine();

    expect(summaryOf(examination)).toEqual([]);
    expect(examination.exitCode).toBe(0);
    expect(new Set(examination.lines.map(({ check }) => check)).size).toBe(8);
    expect(house.github.violations).toEqual([]);
  });

  it('looks at a repository on GitHub as it is on its default branch', async () => {
    await using house = await buildHouse(postgres.url);

    const examination = await house.examine(['--repo', 'acme/quant']);

    expect(summaryOf(examination)).toEqual([]);
    expect(examination.lines[0]?.found).toBe('.github/conclave.yml of acme/quant, branch main is valid');
    expect(house.github.violations).toEqual([]);
  });

  it('changes nothing and shows no secret', async () => {
    await using house = await buildHouse(postgres.url);
    const [before, deliveries] = [readFiles(house.folder), house.github.deliveries.length];

    const { written } = await house.examine();
    const broken = await house.examine(undefined, {
      GITHUB_APP_ID: '1',
      DATABASE_URL: badUrl(postgres.url, 'topsecret'),
    });

    expect(readFiles(house.folder)).toEqual(before);
    expect(house.github.deliveries).toHaveLength(deliveries);
    const writing = house.github.calls.filter(({ method }) => method !== 'GET').map(({ operation }) => operation);
    expect(new Set(writing)).toEqual(new Set(['POST /app/installations/{installation_id}/access_tokens']));
    const { environment, github } = house;
    const secrets = [...Object.values(environment).filter((value) => value.includes('secret')), github.webhookSecret];
    for (const secret of [...secrets, 'topsecret', 'BEGIN', new URL(postgres.url).password])
      expect(written + broken.written).not.toContain(secret);
  });

  it.each(FAULTS)('says what is wrong and what to do: $what', async ({ spoil, changes, expected, exitCode = 1 }) => {
    await using house = await buildHouse(postgres.url);
    await spoil?.(house);

    const examination = await house.examine(undefined, await changes?.(house));

    expect(summaryOf(examination)).toEqual(
      expected.map((each) => expect.stringContaining(each.replaceAll('SERVER', house.server))),
    );
    expect(examination.exitCode).toBe(exitCode);
    expect(examination.lines.filter(({ status, advice }) => status !== 'ok' && advice === null)).toEqual([]);
  });

  it('exits with 4 when outside services give no answer and nothing else failed', async () => {
    await using house = await buildHouse(postgres.url);
    await house.github.stop();

    const examination = await house.examine(undefined, { DATABASE_URL: 'postgres://ada@127.0.0.1:1/conclave' });
    await house.github.restart();

    expect(examination.exitCode).toBe(4);
    expect(summaryOf(examination)).toEqual([
      expect.stringContaining('failure app: GitHub could not be asked for the app'),
      expect.stringContaining('failure app: GitHub could not be asked for the installations'),
      expect.stringContaining('failure webhook: GitHub could not be asked for the webhook'),
      expect.stringContaining('failure webhook: GitHub could not be asked for the deliveries'),
      expect.stringContaining('failure rulesets: GitHub could not be asked'),
      expect.stringContaining('failure database: 127.0.0.1:1/conclave: the database cannot be reached'),
    ]);
  });

  it('asks nobody offline and names what it leaves out', async () => {
    await using house = await buildHouse(postgres.url);

    const examination = await house.examine(['--offline', '--repo', 'acme/quant']);

    expect(house.github.calls).toEqual([]);
    expect(examination.exitCode).toBe(0);
    expect(summaryOf(examination).filter((each) => each.startsWith('skipped'))).toEqual([
      'skipped configuration: GitHub is not asked',
      'skipped app: permissions, events and installations: GitHub is not asked',
      'skipped webhook: address, deliveries and server: nobody is asked',
      'skipped rulesets: required checks: GitHub is not asked',
      'skipped database: the database of DATABASE_URL is not asked',
    ]);
  });
});

describe('the delivered database', () => {
  it('is not made, started or stopped by a look at it', async () => {
    using place = makeFolder();
    const environment = { CONCLAVE_HOME: join(place.folder, 'home') };

    const { output } = await run(['doctor', '--offline'], { folder: place.folder, environment, columns: 200 });

    expect(output).toContain('npm start makes it in');
    expect(listFiles(place.folder)).toEqual([]);
  });

  it.each([
    ['a file in the way', (home: string) => writeFileSync(home, ''), 'a file stands in the way'],
    [
      'files that are no database',
      (home: string) => {
        mkdirSync(join(home, 'postgres'), { recursive: true });
        writeFileSync(join(home, 'postgres/notes.txt'), '');
      },
      'there are files in it that are no database',
    ],
  ])('cannot be kept where there is %s', async (_, spoil, words) => {
    using place = makeFolder();
    const home = join(place.folder, 'home');
    spoil(home);

    const environment = { CONCLAVE_HOME: home };
    const { exitCode, output } = await run(['doctor', '--offline'], {
      folder: place.folder,
      environment,
      columns: 200,
    });

    expect(exitCode).toBe(1);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(`the database cannot be kept there: ${words}`);
  });

  it('is asked where it runs, and goes on running', async () => {
    const environment = { CONCLAVE_HOME: inject('postgresHome') };

    const { output } = await run(['doctor', '--offline'], { folder: '/', environment, columns: 200 });

    expect(output.replaceAll(/\s+/g, ' ')).toContain(`${inject('postgresHome')}/postgres lacks 9 of 9 steps`);
    expect(await postgres.database.locks.query('select 1')).toMatchObject({ rowCount: 1 });
  });

  it('is told to be stopped when nothing runs on its folder', async () => {
    using place = makeFolder();
    const data = join(place.folder, 'home/postgres');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'PG_VERSION'), '18\n');
    const environment = { CONCLAVE_HOME: join(place.folder, 'home') };

    const { output } = await run(['doctor', '--offline'], { folder: place.folder, environment, columns: 200 });

    expect(output.replaceAll(/\s+/g, ' ')).toContain(`PostgreSQL 18 in ${data}, not running; npm start starts it`);
  });
});

describe('wrong use of the doctor', () => {
  it.each([
    ['a repository that is none', ['--repo', 'quant'], '--repo: "quant" is no repository on GitHub'],
    ['a folder that is not there', ['--repo-dir', 'nowhere'], '--repo-dir: there is no such folder'],
    ['a value that is missing', ['--repo', '--offline'], '--repo has no value, the next word is --offline'],
    ['an unknown option', ['--ofline'], 'unknown option "--ofline"\n  did you mean --offline?'],
  ])('by %s exits with 2', async (_, options, words) => {
    const { exitCode, output, errors } = await run(['doctor', ...options], { folder: import.meta.dirname });

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });
});
