import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { Piece } from '../knowledge/passage.ts';
import type { ModelReach } from './models.ts';
import type { MoneyOutcome } from './money.ts';

/** A document that was read and cut once. */
export interface CutDocument {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/**
 * Where documents are kept once they were read and cut, and the vectors of texts once they were paid for. What is kept
 * depends on its key alone: the id of a content together with the version of the cutter, or the hash of a text. What is
 * not there, is broken or was dropped since is missing from an answer, and is no error.
 */
export interface LibraryShelf {
  findDocuments(keys: readonly string[]): Promise<ReadonlyMap<string, CutDocument>>;
  keepDocuments(documents: ReadonlyMap<string, CutDocument>): Promise<void>;
  /** Vectors come back in single precision. */
  findVectors(model: ModelId, hashes: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>;
  keepVectors(model: ModelId, vectors: ReadonlyMap<string, readonly number[]>): Promise<void>;
}

/** A model that turns texts into vectors. */
export interface Embedder {
  /** Says whether a model can be asked here, without asking it. */
  reach(model: ModelId): ModelReach;
  /** How much one call may hold, by the provider of a model. */
  limits(model: ModelId): EmbedLimits;
  /** Answers with a value, also when it fails; never throws for what a provider does. */
  embed(request: EmbedRequest): Promise<EmbedAnswer>;
}

/** The most that one call may hold. */
export interface EmbedLimits {
  readonly texts: number;
  /** Of all texts together. */
  readonly tokens: number;
}

/** Texts for one call, at most as many as a provider takes at once. */
export interface EmbedRequest {
  readonly model: ModelId;
  readonly texts: readonly string[];
  readonly purpose: EmbedPurpose;
  readonly timeoutMs: number;
}

/** What texts are embedded for: to be found, or to find by. */
export type EmbedPurpose = 'document' | 'query';

/** How a call ended. */
export type EmbedAnswer =
  | {
      readonly kind: 'embedded';
      /** One for each text, in their order, as the provider gave them. */
      readonly vectors: readonly (readonly number[])[];
      /** Null when the provider did not say. */
      readonly inputTokens: number | null;
      /** Price stated by a proxy, null when none was stated. */
      readonly statedMicroUsd: MicroUsd | null;
    }
  | { readonly kind: 'failed'; readonly message: string; readonly maybeCharged: boolean };

/**
 * Where the money of embedding is written down, for one repository and by the day (UTC). A reservation that was never
 * settled stays, so that a call in flight when a program died counts against the cap.
 */
export interface LibraryMoney {
  /** Writes down the most that a call can cost, unless the day could then cost more than its cap. */
  reserve(wish: EmbedWish): Promise<EmbedReservation>;
  /** Replaces a reservation by what came of it. */
  settle(id: string, outcome: MoneyOutcome): Promise<void>;
}

/** A call that is to be paid. */
export interface EmbedWish {
  readonly model: ModelId;
  readonly worst: MicroUsd;
  /** What the whole day may cost. */
  readonly cap: MicroUsd;
}

/** A reservation, or what is left of the day. */
export type EmbedReservation =
  | { readonly kind: 'reserved'; readonly id: string }
  | { readonly kind: 'refused'; readonly left: MicroUsd };
