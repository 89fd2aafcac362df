import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { openDatabase } from '../../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../../src/adapters/postgres/migrations/migrate.ts';
import { SCHEMA, STEPS } from '../../../src/adapters/postgres/migrations/steps.ts';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { PullRef } from '../../../src/change/pull-request.ts';
import type { Finding } from '../../../src/committee/finding.ts';
import { makeDatabase } from '../../fixtures/postgres.ts';
import { rejected } from '../../fixtures/sessions.ts';
import { somePull } from './some-review.ts';

const opened: Database[] = [];

afterAll(async () => {
  await Promise.all(opened.map((each) => each.stop()));
});

async function openAll(count: number): Promise<Database[]> {
  const url = await makeDatabase();
  const databases = await Promise.all(Array.from({ length: count }, () => openDatabase({ home: '', url })));
  opened.push(...databases);
  return databases;
}

/** Brings a database to the step before the one that is named. */
async function migrateBefore({ ledger }: Database, step: string): Promise<void> {
  const older = Object.entries(STEPS).filter(([name]) => name < step);
  const migrator = new Migrator({
    db: ledger,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          older.map(([name, statements]) => [
            name,
            {
              up: async (db: Kysely<unknown>) => {
                await sql.raw(statements).execute(db);
              },
            },
          ]),
        ),
    },
    migrationTableSchema: SCHEMA,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

describe('the tables', () => {
  it('are made once by four programs that begin at the same time', async () => {
    const databases = await openAll(4);
    const [database = expect.fail()] = databases;

    await Promise.all(databases.map((each) => migrate(each)));

    const { rows } = await sql`select (select count(*) from conclave.kysely_migration) as steps,
      (select count(*) from information_schema.tables where table_schema = 'conclave') as tables`.execute(
      database.ledger,
    );
    expect(rows).toEqual([{ steps: Object.keys(STEPS).length, tables: 27 }]);
  });

  it('stay as they are when they are up to date', async () => {
    const [database = expect.fail()] = await openAll(1);
    await migrate(database);
    await sql`insert into conclave.deliveries (id, event, received_at) values ('d', 'ping', now())`.execute(
      database.ledger,
    );

    await migrate(database);

    expect((await sql`select id from conclave.deliveries`.execute(database.ledger)).rows).toEqual([{ id: 'd' }]);
  });

  it('are refused when a newer program has changed them', async () => {
    const [database = expect.fail()] = await openAll(1);
    await migrate(database);
    await sql`insert into conclave.kysely_migration (name, timestamp) values ('0099-future', 'later')`.execute(
      database.ledger,
    );

    await expect(migrate(database)).rejects.toMatchObject({
      code: 'bad-config',
      message: 'the database is newer than this program',
      facts: { expected: expect.stringContaining('0099-future') },
    });
  });

  it('keep findings and their history when they learn of lives', async () => {
    const [database = expect.fail()] = await openAll(1);
    await migrateBefore(database, '0006');
    const pull = somePull();
    const [finding = expect.fail()] = rejected().findings;
    await sql.raw(oldRows(pull, finding)).execute(database.ledger);

    await migrate(database);

    const book = openReviewBook(database, Date.now);
    const head = 'a'.repeat(40);
    expect(await book.ledger(pull)).toEqual([
      {
        id: finding.id,
        state: 'dismissed',
        finding,
        first_head: head,
        first_session: 's',
        last_head: head,
        last_session: 's',
        superseded_by: null,
        aliases: [],
      },
    ]);
    const at = '2026-05-12T07:10:00.000Z';
    expect(await book.ledgerEvents(pull, finding.id)).toEqual([
      { finding: finding.id, kind: 'raised', head, actor: null, why: '', at },
      { finding: finding.id, kind: 'gone', head, actor: null, why: '', at },
      { finding: finding.id, kind: 'dismissed', head, actor: 'ada', why: 'a label', at },
    ]);
    expect(await book.baseline(pull)).toBeNull();
    const { rows } = await sql`select raised_at, skills from conclave.findings`.execute(database.ledger);
    expect(rows).toEqual([{ raised_at: at, skills: finding.raised_by.map(({ skill }) => skill) }]);
  });
});

/** What the program before the step wrote of one finding. */
function oldRows({ repository, number }: PullRef, finding: Finding): string {
  const at = '2026-05-12T07:10:00Z';
  const head = 'a'.repeat(40);
  const pull = `${repository.id}, ${number}`;
  const event = (kind: string, cause: string, who: string) =>
    `(${pull}, '${finding.id}', '${kind}', '${cause}', '${head}', ${who}, '${at}')`;
  return `
    insert into conclave.repositories (id, owner, name, installation) values (${repository.id}, 'acme', 'quant', 77);
    insert into conclave.pull_requests (repository_id, number) values (${pull});
    insert into conclave.reviews
      (key, repository_id, pull, head, merge_base, base_branch, attempt, session_type, began_at)
      values ('k', ${pull}, '${head}', '${head}', 'main', 0, 'pr_review', '${at}');
    insert into conclave.sessions (id, review_key, repository_id, pull, head, created_at, status, code, rehearsal,
      micro_usd, possibly_spent_micro_usd, document, dossier)
      values ('s', 'k', ${pull}, '${head}', '${at}', 'REJECTED', 'DATA_LEAKAGE', false, 0, 0, '{}', '');
    insert into conclave.findings (repository_id, pull, id, severity, code, rule, claim, standing, state,
      first_head, first_session, last_head, last_session, document)
      values (${pull}, '${finding.id}', '${finding.severity}', '${finding.code}', null, 'c', 'confirmed', 'dismissed',
        '${head}', 's', '${head}', 's', $json$${JSON.stringify(finding)}$json$);
    insert into conclave.finding_events (repository_id, pull, finding, event, cause, head, actor, reason, at)
      values ${event('raised', 's', 'null, null')}, ${event('gone', 't', 'null, null')},
        ${event('dismissed', 'comment', "'ada', 'a label'")};`;
}
