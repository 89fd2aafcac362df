import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { compareText } from '../../kernel/compare-text.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import { KeptDocument } from '../../knowledge/kept-document.ts';
import { packVector, unpackVector } from '../../knowledge/packed-vector.ts';
import type { CutDocument, LibraryShelf } from '../../ports/library.ts';
import type { Database } from './database.ts';
import { moment } from './moment.ts';
import { storable } from './storable.ts';

/** Keeps documents and vectors in PostgreSQL for all repositories alike; `now` gives milliseconds since 1970. */
export function openLibraryShelf({ ledger }: Pick<Database, 'ledger'>, now: () => number): LibraryShelf {
  return {
    findDocuments: async (keys) => {
      const found = new Map<string, CutDocument>();
      for (const some of parted(keys)) {
        for (const [key, document] of await findDocuments(ledger, some, now())) found.set(key, document);
      }
      return found;
    },
    keepDocuments: async (documents) => {
      for (const some of parted(byKey(documents))) await keepDocuments(ledger, some, now());
    },
    findVectors: async (model, hashes) => {
      const found = new Map<string, readonly number[]>();
      for (const some of parted(hashes)) {
        for (const [hash, vector] of await findVectors(ledger, { model, hashes: some, now: now() })) {
          found.set(hash, vector);
        }
      }
      return found;
    },
    keepVectors: async (model, vectors) => {
      for (const some of parted(byKey(vectors))) await keepVectors(ledger, { model, vectors: some, now: now() });
    },
  };
}

/** How many rows one statement carries, so that neither side holds many texts at once. */
const ROWS_AT_ONCE = 200;
const DAY_MS = 86_400_000;

function parted<T>(all: readonly T[]): readonly (readonly T[])[] {
  const parts = Math.ceil(all.length / ROWS_AT_ONCE);
  return Array.from({ length: parts }, (_, index) => all.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE));
}

/** In one order for all programs, so that two of them never wait for each other's rows. */
function byKey<T>(entries: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...entries].sort(([left], [right]) => compareText(left, right));
}

const DocumentRow = z.object({ key: z.string(), text: z.unknown(), pieces: z.unknown() });

/** What is used stays for longer; once a day is often enough. */
async function findDocuments(
  db: Kysely<unknown>,
  keys: readonly string[],
  now: number,
): Promise<readonly (readonly [string, CutDocument])[]> {
  const { rows } = await sql`
    with old as (
      select key from conclave.library_documents
      where key = any(${keys}::text[]) and used_at < ${moment(now - DAY_MS)} order by key for update skip locked),
    touched as (
      update conclave.library_documents set used_at = ${moment(now)} where key in (select key from old))
    select key, text, pieces from conclave.library_documents where key = any(${keys}::text[])`.execute(db);
  return rows.flatMap((row) => {
    const { key, text, pieces } = DocumentRow.parse(row);
    const document = KeptDocument.safeParse({ text, pieces });
    return document.success ? [[key, document.data] as const] : [];
  });
}

async function keepDocuments(
  db: Kysely<unknown>,
  documents: readonly (readonly [string, CutDocument])[],
  now: number,
): Promise<void> {
  const keys = documents.map(([key]) => key);
  const texts = documents.map(([, { text }]) => storable(text));
  const pieces = documents.map(([, document]) => JSON.stringify(storable(document.pieces)));
  await sql`insert into conclave.library_documents (key, text, pieces, used_at)
    select key, text, pieces, ${moment(now)}::timestamptz
    from unnest(${keys}::text[], ${texts}::text[], ${pieces}::jsonb[]) as given (key, text, pieces)
    on conflict (key) do update
      set text = excluded.text, pieces = excluded.pieces, used_at = excluded.used_at`.execute(db);
}

const VectorRow = z.object({ hash: z.string(), vector: z.instanceof(Uint8Array) });

interface WantedVectors {
  readonly model: ModelId;
  readonly hashes: readonly string[];
  readonly now: number;
}

async function findVectors(
  db: Kysely<unknown>,
  { model, hashes, now }: WantedVectors,
): Promise<readonly (readonly [string, readonly number[]])[]> {
  const { rows } = await sql`
    with old as (
      select hash from conclave.library_vectors where model = ${model} and hash = any(${hashes}::text[])
        and used_at < ${moment(now - DAY_MS)} order by hash for update skip locked),
    touched as (
      update conclave.library_vectors set used_at = ${moment(now)}
      where model = ${model} and hash in (select hash from old))
    select hash, vector from conclave.library_vectors
    where model = ${model} and hash = any(${hashes}::text[])`.execute(db);
  return rows.flatMap((row) => {
    const { hash, vector: bytes } = VectorRow.parse(row);
    const vector = unpackVector(bytes);
    return vector === null ? [] : [[hash, vector] as const];
  });
}

interface KeptVectors {
  readonly model: ModelId;
  readonly vectors: readonly (readonly [string, readonly number[]])[];
  readonly now: number;
}

async function keepVectors(db: Kysely<unknown>, { model, vectors, now }: KeptVectors): Promise<void> {
  const hashes = vectors.map(([hash]) => hash);
  const packed = vectors.map(([, vector]) => Buffer.from(packVector(vector)));
  await sql`insert into conclave.library_vectors (model, hash, vector, used_at)
    select ${model}, hash, vector, ${moment(now)}::timestamptz
    from unnest(${hashes}::text[], ${packed}::bytea[]) as given (hash, vector)
    on conflict (model, hash) do update set vector = excluded.vector, used_at = excluded.used_at`.execute(db);
}

/** Deletes the documents and vectors that nobody used since; they can be made again. */
export async function dropUnused({ ledger }: Pick<Database, 'ledger'>, since: Date): Promise<number> {
  const limit = since.toISOString();
  const documents = await sql`delete from conclave.library_documents where used_at < ${limit}`.execute(ledger);
  const vectors = await sql`delete from conclave.library_vectors where used_at < ${limit}`.execute(ledger);
  return [documents, vectors].reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0), 0);
}
