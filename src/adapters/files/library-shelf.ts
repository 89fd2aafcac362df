import { createHash } from 'node:crypto';
import { readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { wordFileFailure } from '../../kernel/file-failure.ts';
import { hashText } from '../../kernel/hash.ts';
import { KeptDocument } from '../../knowledge/kept-document.ts';
import { packVector, unpackVector } from '../../knowledge/packed-vector.ts';
import type { LibraryShelf } from '../../ports/library.ts';
import { dropOldest, keepFile } from './cache-files.ts';

/** Where a shelf of files stands. */
export interface ShelfPlace {
  /** The folder of all that is cached; the shelf has one of its own in it. */
  readonly cacheFolder: string;
  /** Told once, in a sentence, when nothing can be kept. */
  readonly tell: (message: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From so many bytes on what was not used for longest is dropped. */
  readonly mostBytes?: number;
}

/** Raised when the form of the files changes; what another version kept is not looked at. */
const FORM = 'library-v1';
const MOST_BYTES = 200 * 1024 * 1024;
const READ_AT_ONCE = 50;
const DAY_MS = 86_400_000;

/** Keeps documents and vectors as files in a cache folder: one each, which can be deleted at any moment. */
export function openFileShelf({ cacheFolder, tell, now, mostBytes = MOST_BYTES }: ShelfPlace): LibraryShelf {
  const folder = join(cacheFolder, FORM);
  const keeper = openKeeper({ folder, tell, now, mostBytes });
  return {
    findDocuments: (keys) => findAll(keys, (key) => readKept(placeOf(folder, 'documents', key), now(), parseDocument)),
    keepDocuments: (documents) =>
      keeper.keepAll(
        [...documents].map(([key, document]) => ({
          place: placeOf(folder, 'documents', key),
          bytes: Buffer.from(JSON.stringify(KeptDocument.parse(document))),
        })),
      ),
    findVectors: (model, hashes) =>
      findAll(hashes, (hash) => readKept(placeOf(folder, 'vectors', `${model} ${hash}`), now(), unpackVector)),
    keepVectors: (model, vectors) =>
      keeper.keepAll(
        [...vectors].map(([hash, vector]) => ({
          place: placeOf(folder, 'vectors', `${model} ${hash}`),
          bytes: packVector(vector),
        })),
      ),
  };
}

function placeOf(folder: string, kind: 'documents' | 'vectors', key: string): string {
  const name = hashText(key);
  return join(folder, kind, name.slice(0, 2), name);
}

async function findAll<T>(
  keys: readonly string[],
  find: (key: string) => Promise<T | null>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
    const some = keys.slice(at, at + READ_AT_ONCE);
    const values = await Promise.all(some.map(find));
    for (const [index, key] of some.entries()) {
      const value = values[index] ?? null;
      if (value !== null) found.set(key, value);
    }
  }
  return found;
}

/** What a file holds behind its check sum; null when there is none, or it is not what was written. */
async function readKept<T>(place: string, now: number, parse: (bytes: Buffer) => T | null): Promise<T | null> {
  const bytes = await readFile(place).catch(() => null);
  if (bytes === null) return null;
  const content = bytes.subarray(SUM_BYTES);
  if (!bytes.subarray(0, SUM_BYTES).equals(sumOf(content))) return null;
  await touch(place, now);
  return parse(content);
}

const SUM_BYTES = 32;

function sumOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

/** What is used stays for longer; once a day is often enough. */
async function touch(place: string, now: number): Promise<void> {
  const found = await stat(place).catch(() => null);
  if (found === null || now - found.mtimeMs < DAY_MS) return;
  await utimes(place, new Date(now), new Date(now)).catch(() => undefined);
}

function parseDocument(content: Buffer): KeptDocument | null {
  const parsed = KeptDocument.safeParse(JSON.parse(content.toString('utf8')));
  return parsed.success ? parsed.data : null;
}

interface Keeping {
  readonly folder: string;
  readonly tell: (message: string) => void;
  readonly now: () => number;
  readonly mostBytes: number;
}

interface Kept {
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** After the first failure nothing more is written, and the folder is looked over now and then. */
function openKeeper({ folder, tell, now, mostBytes }: Keeping) {
  let isUsable = true;
  let untilSweep = 0;
  return {
    keepAll: async (all: readonly Kept[]): Promise<void> => {
      if (!isUsable || all.length === 0) return;
      try {
        for (const { place, bytes } of all) {
          await keepFile(place, Buffer.concat([sumOf(bytes), bytes]));
          untilSweep -= bytes.byteLength;
        }
        if (untilSweep > 0) return;
        untilSweep = mostBytes / 10;
        await dropOldest(folder, { mostBytes, now: now() });
      } catch (cause) {
        isUsable = false;
        tell(`Nothing is kept in the cache folder ${folder}: ${wordFileFailure(cause)}. All of it is read anew.`);
      }
    },
  };
}
