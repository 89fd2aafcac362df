import { type Kysely, sql } from 'kysely';
import type { PullRef, RepositoryRef } from '../../change/pull-request.ts';

/** Writes a repository down under its newest name. */
export async function saveRepository(
  db: Kysely<unknown>,
  { id, owner, name, installation }: RepositoryRef,
): Promise<void> {
  await sql`insert into conclave.repositories (id, owner, name, installation)
    values (${id}, ${owner}, ${name}, ${installation})
    on conflict (id) do update set owner = excluded.owner, name = excluded.name,
      installation = excluded.installation, remembered_at = now(), forgotten_at = null`.execute(db);
}

/** Holds one pull request until the transaction ends; it is on record then. */
export async function lockPull(db: Kysely<unknown>, pull: PullRef): Promise<void> {
  if (await holdRow(db, pull)) return;
  await ensurePull(db, pull);
  await holdRow(db, pull);
}

/** False when it is not on record. */
async function holdRow(db: Kysely<unknown>, { repository, number }: PullRef): Promise<boolean> {
  const { rows } = await sql`select 1 from conclave.pull_requests
    where repository_id = ${repository.id} and number = ${number} for no key update`.execute(db);
  return rows.length > 0;
}

/** Puts a pull request on record, so that other rows can point to it. */
export async function ensurePull(db: Kysely<unknown>, { repository, number }: PullRef): Promise<void> {
  const { id, owner, name, installation } = repository;
  await sql`with repository as (
      insert into conclave.repositories (id, owner, name, installation)
      values (${id}, ${owner}, ${name}, ${installation}) on conflict (id) do nothing
    ) insert into conclave.pull_requests (repository_id, number) values (${id}, ${number})
    on conflict do nothing`.execute(db);
}
