import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PullRef } from '../../change/pull-request.ts';
import type { AnswerKey, AnswerShelf, KeptAnswer } from '../../ports/answer-shelf.ts';
import type { Database } from './database.ts';
import { moment } from './moment.ts';
import { ensurePull } from './pull-row.ts';
import { storable } from './storable.ts';

/**
 * The answers of one pull request in PostgreSQL; no other one is answered from them. Of a question only its hash is
 * kept. No secret reaches it: the dossier was redacted before a model read it, and whoever keeps an answer has redacted
 * that too. `now` gives milliseconds since 1970.
 */
export function openAnswerShelf({ ledger }: Pick<Database, 'ledger'>, pull: PullRef, now: () => number): AnswerShelf {
  return {
    find: (key) => find(ledger, pull, key),
    keep: (key, answer) => keep(ledger, { pull, key, answer: storable(answer), at: moment(now()) }),
  };
}

const Row = z.object({
  text: z.string(),
  usage: z
    .object({
      inputTokens: z.int().nonnegative(),
      cachedInputTokens: z.int().nonnegative(),
      outputTokens: z.int().nonnegative(),
      reasoningTokens: z.int().nonnegative(),
    })
    .nullable(),
});

/** A row that is not as it was written counts as missing: the question is paid once more. */
async function find(
  db: Kysely<unknown>,
  { repository, number }: PullRef,
  { model, sha256 }: AnswerKey,
): Promise<KeptAnswer | null> {
  const { rows } = await sql`select text, usage from conclave.answers
    where repository_id = ${repository.id} and pull = ${number} and model = ${model} and sha256 = ${sha256}`.execute(
    db,
  );
  return Row.safeParse(rows[0]).data ?? null;
}

interface Keeping {
  readonly pull: PullRef;
  readonly key: AnswerKey;
  readonly answer: KeptAnswer;
  readonly at: string;
}

async function keep(db: Kysely<unknown>, { pull, key, answer, at }: Keeping): Promise<void> {
  await ensurePull(db, pull);
  await sql`insert into conclave.answers (repository_id, pull, model, sha256, text, usage, kept_at)
    values (${pull.repository.id}, ${pull.number}, ${key.model}, ${key.sha256}, ${answer.text},
      ${JSON.stringify(answer.usage)}::jsonb, ${at})
    on conflict do nothing`.execute(db);
}
