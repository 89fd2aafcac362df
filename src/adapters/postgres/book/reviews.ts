import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { PullRef } from '../../../change/pull-request.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Begun, ReviewBeginning, ReviewBook, ReviewEnding, ReviewRow } from '../../../ports/review-book.ts';
import { moment } from '../moment.ts';
import { lockPull } from '../pull-row.ts';
import { storable } from '../storable.ts';
import { parseReview, reviewColumns } from './review-row.ts';

type Reviews = Pick<
  ReviewBook,
  'begin' | 'resume' | 'isCurrent' | 'end' | 'cancelRunning' | 'current' | 'currentAtHead' | 'lastVerdict' | 'find'
>;

/** Reviews by their keys: which ran, which speaks for its pull request, how each ended. */
export function openReviews(db: Kysely<unknown>, now: () => number): Reviews {
  return {
    begin: (review) => db.transaction().execute((transaction) => begin(transaction, storable(review))),
    resume: (key, at) => db.transaction().execute((transaction) => resume(transaction, key, at)),
    isCurrent: async (key) => {
      const current = sql`pull_requests.current_review = review.key and review.status not in ('replaced', 'cancelled')`;
      const found = await readReviews(
        db,
        sql`
        join conclave.pull_requests on pull_requests.repository_id = review.repository_id
          and pull_requests.number = review.pull
        where review.key = ${key} and ${current}`,
      );
      return found.length > 0;
    },
    end: (key, ending) => end(db, key, storable(ending)),
    cancelRunning: (pull, { why, exceptKey }) =>
      stopReviews(db, pull, { status: 'cancelled', reason: storable(why), at: moment(now()), exceptKey }),
    current: async (pull) => {
      const rows = await readReviews(
        db,
        sql`
        join conclave.pull_requests on pull_requests.current_review = review.key
        where pull_requests.repository_id = ${pull.repository.id} and pull_requests.number = ${pull.number}`,
      );
      return rows[0] ?? null;
    },
    currentAtHead: ({ repository, number }, head) =>
      readReviews(
        db,
        sql`
        join conclave.pull_requests on pull_requests.current_review = review.key
        where review.repository_id = ${repository.id} and review.pull <> ${number} and review.head = ${head}`,
      ),
    lastVerdict: async (pull) => {
      const rows = await readReviews(
        db,
        sql`
        where review.repository_id = ${pull.repository.id} and review.pull = ${pull.number}
          and review.status = 'published' order by review.ended_at desc, review.number desc limit 1`,
      );
      return rows[0] ?? null;
    },
    find: (key) => findReview(db, key),
  };
}

/** A review by its key; null when there is none. */
export async function findReview(db: Kysely<unknown>, key: string): Promise<ReviewRow | null> {
  const rows = await readReviews(db, sql`where review.key = ${key}`);
  return rows[0] ?? null;
}

async function begin(db: Kysely<unknown>, review: ReviewBeginning): Promise<Begun> {
  const { key, pull } = review;
  await lockPull(db, pull);
  const known = await findReview(db, key);
  if (known !== null) return { kind: 'known', review: known };
  await sql`insert into conclave.reviews
    (key, repository_id, pull, head, merge_base, base_branch, attempt, session_type, asked_by, began_at)
    values (${key}, ${pull.repository.id}, ${pull.number}, ${review.head}, ${review.mergeBase}, ${review.baseBranch},
      ${review.attempt}, ${review.sessionType}, ${review.askedBy}, ${review.beganAt})`.execute(db);
  return { kind: 'begun', replaced: await makeCurrent(db, review, review.beganAt) };
}

async function resume(db: Kysely<unknown>, key: string, at: string): Promise<readonly ReviewRow[]> {
  const known = await findReview(db, key);
  if (known === null) throw new AppError('broken', 'a review is resumed that never began', { where: key });
  await lockPull(db, known.pull);
  await sql`update conclave.reviews set status = 'running', reason = null, cause = null, ended_at = null
    where key = ${key} and status <> 'published'`.execute(db);
  return makeCurrent(db, known, at);
}

/** From now on the review speaks for its pull request; what else ran there is replaced. */
async function makeCurrent(db: Kysely<unknown>, review: ReviewBeginning, at: string): Promise<readonly ReviewRow[]> {
  const { key, pull } = review;
  const reason = 'another review of the pull request began';
  const replaced = await stopReviews(db, pull, { status: 'replaced', reason, at, exceptKey: key });
  await sql`update conclave.pull_requests set current_review = ${key}
    where repository_id = ${pull.repository.id} and number = ${pull.number}`.execute(db);
  return replaced;
}

/**
 * The first ending stands, but a verdict that was published is a fact and stands over any other, the newest over those
 * before; a replaced review that ends otherwise stays replaced.
 */
async function end(db: Kysely<unknown>, key: string, ending: ReviewEnding): Promise<void> {
  const published = ending.kind === 'published';
  const updated = await sql`update conclave.reviews set
      status = case when status = 'replaced' and not ${published}::boolean then status else ${ending.kind} end,
      reason = ${published ? null : ending.reason},
      cause = ${ending.kind === 'refused' ? ending.cause : null},
      session_id = ${published || ending.kind === 'failed' ? ending.sessionId : null},
      conclusion = ${published ? ending.conclusion : null},
      ended_at = ${ending.at}
    where key = ${key} and (status in ('running', 'replaced') or ${published}::boolean)
    returning key`.execute(db);
  if (updated.rows.length > 0 || (await findReview(db, key)) !== null) return;
  throw new AppError('broken', 'a review ended that never began', { where: key });
}

/** Cancels everything that still runs in a repository; returns it as it is then. */
export async function cancelIn(db: Kysely<unknown>, repositoryId: number, at: string): Promise<readonly ReviewRow[]> {
  const { rows } = await sql`
    with review as (
      update conclave.reviews set status = 'cancelled', reason = 'the app was removed from the repository', ended_at = ${at}
      where repository_id = ${repositoryId} and status = 'running' returning *)
    select ${reviewColumns} from review join conclave.repositories repository on repository.id = review.repository_id
    order by review.number`.execute(db);
  return rows.map(parseReview);
}

interface Stop {
  readonly status: 'replaced' | 'cancelled';
  readonly reason: string;
  readonly at: string;
  readonly exceptKey: string | null;
}

/** Stops the running reviews of a pull request, but for one; returns them as they are then. */
async function stopReviews(
  db: Kysely<unknown>,
  { repository, number }: PullRef,
  { status, reason, at, exceptKey }: Stop,
): Promise<readonly ReviewRow[]> {
  const { rows } = await sql`
    with review as (
      update conclave.reviews set status = ${status}, reason = ${reason}, ended_at = ${at}
      where repository_id = ${repository.id} and pull = ${number} and status = 'running'
        and key is distinct from ${exceptKey}::text
      returning *)
    select ${reviewColumns} from review join conclave.repositories repository on repository.id = review.repository_id
    order by review.number`.execute(db);
  return rows.map(parseReview);
}

async function readReviews(db: Kysely<unknown>, rest: RawBuilder<unknown>): Promise<readonly ReviewRow[]> {
  const { rows } = await sql`select ${reviewColumns} from conclave.reviews review
    join conclave.repositories repository on repository.id = review.repository_id ${rest}`.execute(db);
  return rows.map(parseReview);
}
