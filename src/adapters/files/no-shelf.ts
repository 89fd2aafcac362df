import type { LibraryShelf } from '../../ports/library.ts';

/** A shelf that keeps nothing, for a program that is to read everything anew. */
export const NO_SHELF: LibraryShelf = {
  findDocuments: async () => new Map(),
  keepDocuments: async () => undefined,
  findVectors: async () => new Map(),
  keepVectors: async () => undefined,
};
