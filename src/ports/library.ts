import type { ModelId } from '../kernel/model-id.ts';
import type { Piece } from '../knowledge/passage.ts';

/** A document that was read and cut once. */
export interface CutDocument {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/**
 * Where documents are kept once they were read and cut, and the vectors of texts once they were paid for. What is kept
 * depends on its key alone: the id of a content together with the version of the cutter, or the hash of a text.
 */
export interface LibraryShelf {
  findDocuments(keys: readonly string[]): Promise<ReadonlyMap<string, CutDocument>>;
  keepDocuments(documents: ReadonlyMap<string, CutDocument>): Promise<void>;
  findVectors(model: ModelId, hashes: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>;
  keepVectors(model: ModelId, vectors: ReadonlyMap<string, readonly number[]>): Promise<void>;
}

/** A model that turns texts into vectors. */
export interface Embedder {
  /** Answers with a value, also when it fails; never throws for what a provider does. */
  embed(request: EmbedRequest): Promise<EmbedAnswer>;
}

/** Texts for one call, at most as many as a provider takes at once. */
export interface EmbedRequest {
  readonly model: ModelId;
  readonly texts: readonly string[];
  readonly purpose: 'document' | 'query';
  readonly timeoutMs: number;
}

/** How a call ended. */
export type EmbedAnswer =
  | { readonly kind: 'embedded'; readonly vectors: readonly (readonly number[])[]; readonly inputTokens: number | null }
  | { readonly kind: 'failed'; readonly message: string; readonly maybeCharged: boolean };
