import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Publication, Publications } from '../../ports/publications.ts';
import type { Database } from './database.ts';
import { lockPull } from './pull-row.ts';
import { storable } from './storable.ts';

/** What was published, in PostgreSQL: what stands under each key, and every text that ever did. */
export function openPublications({ ledger }: Pick<Database, 'ledger'>): Publications {
  return {
    find: (key) => findPublication(ledger, key),
    note: (publication) => ledger.transaction().execute((transaction) => note(transaction, storable(publication))),
    atHead: async (repositoryId, head, prefix) => {
      const { rows } = await sql`${selection} where publication.repository_id = ${repositoryId}
        and publication.head = ${head} and starts_with(publication.key, ${prefix}) order by publication.key`.execute(
        ledger,
      );
      return rows.map(publicationOf);
    },
    commentGeneration: async ({ repository, number }) => {
      const verdicts = `comment:verdict:${repository.id}:${number}:`;
      const { rows } = await sql`select count(*) as generations from conclave.publications
        where repository_id = ${repository.id} and pull = ${number} and kind = 'comment'
          and starts_with(key, ${verdicts})`.execute(ledger);
      return Count.parse(rows[0]).generations;
    },
  };
}

const Count = z.object({ generations: z.int() });

const Row = z.object({
  key: z.string(),
  kind: z.enum(['comment', 'check', 'reaction']),
  repository_id: z.int(),
  owner: z.string(),
  name: z.string(),
  installation: z.int(),
  pull: z.int(),
  head: z.string().nullable(),
  host_id: z.int(),
  url: z.string(),
  text: z.string(),
  at: z.string(),
});

const selection = sql`select publication.*, repository.owner, repository.name, repository.installation
  from conclave.publications publication
  join conclave.repositories repository on repository.id = publication.repository_id`;

async function findPublication(db: Kysely<unknown>, key: string): Promise<Publication | null> {
  const { rows } = await sql`${selection} where key = ${key}`.execute(db);
  return rows[0] === undefined ? null : publicationOf(rows[0]);
}

function publicationOf(row: unknown): Publication {
  const { key, kind, head, url, text, at, ...read } = Row.parse(row);
  const repository = { id: read.repository_id, owner: read.owner, name: read.name, installation: read.installation };
  return { key, kind, pull: { repository, number: read.pull }, head, hostId: read.host_id, url, text, at };
}

/** A text is kept again only when it differs from the one before it; a late note does not outweigh a newer one. */
async function note(db: Kysely<unknown>, { key, kind, pull, head, hostId, url, text, at }: Publication): Promise<void> {
  await lockPull(db, pull);
  await sql`insert into conclave.publications (key, kind, repository_id, pull, head, host_id, url, text, at)
    values (${key}, ${kind}, ${pull.repository.id}, ${pull.number}, ${head}, ${hostId}, ${url}, ${text}, ${at})
    on conflict (key) do update set head = excluded.head, host_id = excluded.host_id, url = excluded.url,
      text = excluded.text, at = excluded.at
    where excluded.at >= publications.at`.execute(db);
  await sql`insert into conclave.publication_texts (key, host_id, head, text, at)
    select ${key}, ${hostId}::bigint, ${head}::text, ${text}::text, ${at}::timestamptz
    where not exists (
      select 1 from (select * from conclave.publication_texts where key = ${key} order by number desc limit 1) newest
      where newest.host_id = ${hostId}::bigint and newest.text = ${text}::text
        and newest.head is not distinct from ${head}::text)`.execute(db);
}
