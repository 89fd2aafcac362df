import type { Passage } from '../knowledge/passage.ts';
import type { EmbedOrder, EmbedPorts } from './embed-order.ts';
import { embedTexts } from './embed-texts.ts';

/** What of a library gets vectors; none of it may come from a change. */
export interface LibraryTexts {
  readonly passages: readonly Passage[];
  /** Questions in the words in which they are asked. */
  readonly queries: readonly string[];
}

/** The vectors of passages by their ids and of questions by their words: all of them, or none and in a sentence why. */
export interface EmbeddedLibrary {
  readonly passages: ReadonlyMap<string, readonly number[]>;
  readonly queries: ReadonlyMap<string, readonly number[]>;
  readonly note: string | null;
}

/** Gives the passages of a library and the questions to it their vectors. */
export async function embedLibrary(
  { passages, queries }: LibraryTexts,
  order: Omit<EmbedOrder, 'purpose'>,
  ports: EmbedPorts,
): Promise<EmbeddedLibrary> {
  if (passages.length === 0) return { ...NONE, note: null };
  const documents = await embedTexts(passages.map(wordsOf), { ...order, purpose: 'document' }, ports);
  if (documents.kind === 'words-alone') return { ...NONE, note: documents.note };
  const asked = await embedTexts(queries, { ...order, purpose: 'query' }, ports);
  if (asked.kind === 'words-alone') return { ...NONE, note: asked.note };
  const byId = passages.map((passage) => [passage.id, documents.vectors.get(wordsOf(passage)) ?? []] as const);
  return { passages: new Map(byId.filter(([, vector]) => vector.length > 0)), queries: asked.vectors, note: null };
}

const NONE = { passages: new Map<string, readonly number[]>(), queries: new Map<string, readonly number[]>() };

/** A passage says what it is about in its headings. */
function wordsOf({ headings, text }: Passage): string {
  return headings.length === 0 ? text : `${headings.join(' > ')}\n\n${text}`;
}
