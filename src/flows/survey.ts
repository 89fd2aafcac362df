import type { DeclaredName } from '../adr/undocumented.ts';
import type { Surroundings } from '../evidence/surroundings.ts';
import type { Passage } from '../knowledge/passage.ts';

/** What is read of a repository around a review, as plain data; what instructs is no part of it. */
export interface Survey {
  /** What rules know beside the change; invariants are read from the records. */
  readonly around: Omit<Surroundings, 'invariants'>;
  /** Names of packages, services and tables that are declared at the base. */
  readonly known: readonly DeclaredName[];
  readonly library: SurveyedLibrary;
}

/** The documents of the base branch, cut into passages. */
export interface SurveyedLibrary {
  /** The commit at which they were read; null when no repository is known. */
  readonly commit: string | null;
  readonly passages: readonly Passage[];
  /** The decision records among them, whole. */
  readonly records: readonly { readonly path: string; readonly text: string }[];
  /** What could not be read, in words. */
  readonly notes: readonly string[];
  readonly vectors: LibraryVectors;
}

/**
 * Vectors of texts, where a model was asked for them: of passages by their ids, of standing questions by their words.
 * All of one kind lie in one buffer, which is handed to another thread at once.
 */
export interface LibraryVectors {
  readonly passages: ReadonlyMap<string, Float32Array>;
  readonly queries: ReadonlyMap<string, Float32Array>;
}

/** Lays vectors side by side in one buffer. */
export function packVectors(vectors: ReadonlyMap<string, readonly number[]>): ReadonlyMap<string, Float32Array> {
  const all = [...vectors];
  const buffer = new Float32Array(all.reduce((sum, [, vector]) => sum + vector.length, 0));
  let at = 0;
  return new Map(
    all.map(([key, vector]) => {
      buffer.set(vector, at);
      at += vector.length;
      return [key, buffer.subarray(at - vector.length, at)];
    }),
  );
}

/** A review of which nothing is known but what is reviewed. */
export const NO_SURVEY: Survey = {
  around: { critical: [], requirements: [], firstParty: [] },
  known: [],
  library: {
    commit: null,
    passages: [],
    records: [],
    notes: [],
    vectors: { passages: new Map(), queries: new Map() },
  },
};
