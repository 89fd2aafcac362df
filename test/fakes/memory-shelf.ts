import type { CutDocument, LibraryShelf } from '../../src/ports/library.ts';

/** A shelf in memory, with what stands on it. */
export interface MemoryShelf extends LibraryShelf {
  readonly documents: Map<string, CutDocument>;
  /** By model and hash, parted by a blank. */
  readonly vectors: Map<string, readonly number[]>;
}

/** Opens an empty shelf that forgets everything at the end of a test. */
export function openMemoryShelf(): MemoryShelf {
  const documents = new Map<string, CutDocument>();
  const vectors = new Map<string, readonly number[]>();
  return {
    documents,
    vectors,
    findDocuments: async (keys) => pick(keys, (key) => documents.get(key)),
    keepDocuments: async (given) => {
      for (const [key, document] of given) documents.set(key, document);
    },
    findVectors: async (model, hashes) => pick(hashes, (hash) => vectors.get(`${model} ${hash}`)),
    keepVectors: async (model, given) => {
      for (const [hash, vector] of given) vectors.set(`${model} ${hash}`, vector.map(Math.fround));
    },
  };
}

function pick<T>(keys: readonly string[], find: (key: string) => T | undefined): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const key of keys) {
    const value = find(key);
    if (value !== undefined) found.set(key, value);
  }
  return found;
}
