import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../../change/pull-request.ts';
import type { ReviewBook } from '../../../ports/review-book.ts';
import { lockPull } from '../pull-row.ts';

const Row = z.object({ attempt: z.int() });

/** How often reviews of a pull request were asked for anew. */
export function openAttempts(db: Kysely<unknown>): Pick<ReviewBook, 'attemptOf' | 'raiseAttempt'> {
  return {
    attemptOf: (pull) => readAttempt(db, pull),
    raiseAttempt: (pull, cause) => db.transaction().execute((transaction) => raise(transaction, pull, cause)),
  };
}

async function readAttempt(db: Kysely<unknown>, { repository, number }: PullRef): Promise<number> {
  const { rows } = await sql`select attempt from conclave.pull_requests
    where repository_id = ${repository.id} and number = ${number}`.execute(db);
  return rows[0] === undefined ? 0 : Row.parse(rows[0]).attempt;
}

async function raise(db: Kysely<unknown>, pull: PullRef, cause: string): Promise<number> {
  const { repository, number } = pull;
  await lockPull(db, pull);
  const known = await sql`select attempt from conclave.attempt_causes
    where repository_id = ${repository.id} and pull = ${number} and cause = ${cause}`.execute(db);
  if (known.rows[0] !== undefined) return Row.parse(known.rows[0]).attempt;
  const raised = await sql`update conclave.pull_requests set attempt = attempt + 1
    where repository_id = ${repository.id} and number = ${number} returning attempt`.execute(db);
  const { attempt } = Row.parse(raised.rows[0]);
  await sql`insert into conclave.attempt_causes (repository_id, pull, cause, attempt)
    values (${repository.id}, ${number}, ${cause}, ${attempt})`.execute(db);
  return attempt;
}
