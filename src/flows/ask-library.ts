import { openLibrary } from '../knowledge/library.ts';
import type { RankedPassage } from '../knowledge/passage.ts';
import type { LibraryShelf } from '../ports/library.ts';
import { embedLibrary } from './embed-library.ts';
import type { EmbedOrder, EmbedPorts } from './embed-order.ts';
import type { LibrarySource } from './library-source.ts';
import { type LibraryReading, readLibrary, type UnreadDocument } from './read-library.ts';

/** What a person asks the documents of a repository. */
export interface LibraryQuestion {
  /** In any language. */
  readonly question: string;
  /** Most passages in the answer. */
  readonly limit: number;
}

/** What asking needs beside the documents. */
export interface AskPorts {
  readonly shelf: LibraryShelf;
  /** Null ranks by words alone. */
  readonly embedding: { readonly order: Omit<EmbedOrder, 'purpose'>; readonly ports: EmbedPorts } | null;
}

/** The best passages for a question, the best first, and what a person should know of how they were found. */
export interface LibraryAnswer {
  readonly found: readonly RankedPassage[];
  readonly documents: number;
  readonly passages: number;
  readonly unread: readonly UnreadDocument[];
  readonly notes: readonly string[];
}

/** Answers a question by passages of the documents that may be cited. */
export async function askLibrary(
  { question, limit }: LibraryQuestion,
  source: LibrarySource,
  ports: AskPorts,
): Promise<LibraryAnswer> {
  const reading = await readLibrary(source, ports.shelf);
  const { vectors, queryVector, notes } = await askVectors(question, reading, ports);
  const found = openLibrary(reading.passages, vectors).search(question, { limit, queryVector });
  return {
    found,
    documents: reading.documents.length,
    passages: reading.passages.length,
    unread: reading.unread,
    notes: [...reading.notes, ...notes],
  };
}

async function askVectors(question: string, { passages }: LibraryReading, { embedding }: AskPorts) {
  if (embedding === null) return { vectors: [], queryVector: null, notes: [] };
  const { order, ports } = embedding;
  const embedded = await embedLibrary({ passages, queries: [question] }, order, ports);
  return {
    vectors: passages.map(({ id }) => embedded.passages.get(id) ?? null),
    queryVector: embedded.queries.get(question) ?? null,
    notes: embedded.note === null ? [] : [embedded.note],
  };
}
