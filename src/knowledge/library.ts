import { spreadOut } from './diversity.ts';
import type { Passage, RankedPassage } from './passage.ts';
import { indexVectors, type ScoreVectors, type Vector } from './vector.ts';
import { indexWords, type WordIndex } from './word-index.ts';

/** What is asked of a library beside the question. */
export interface LibraryQuery {
  /** Most passages in the answer. */
  readonly limit: number;
  /** The question as a vector of the model that made those of the passages; without it words alone decide. */
  readonly queryVector?: Vector | null;
  /** Which passages may be in the answer; all when it is missing. */
  readonly within?: (passage: Passage) => boolean;
}

/** Passages that can be searched. */
export interface Library {
  readonly passages: readonly Passage[];
  /**
   * The passages that answer a question in English or French best, the best first; one that says what a better one
   * says already, and the third of a section, stand behind all others. The same question has the same answer.
   */
  readonly search: (question: string, query: LibraryQuery) => readonly RankedPassage[];
}

/**
 * Opens a library on passages, the order of which decides between equals. Vectors stand in the order of the passages,
 * null where there is none.
 */
export function openLibrary(passages: readonly Passage[], vectors: readonly (Vector | null)[] = []): Library {
  const shelves: Shelves = { passages, words: indexWords(passages), vectors: indexVectors(vectors) };
  return { passages, search: (question, query) => search(question, query, shelves) };
}

interface Shelves {
  readonly passages: readonly Passage[];
  readonly words: WordIndex;
  readonly vectors: ScoreVectors;
}

function search(
  question: string,
  query: LibraryQuery,
  { passages, words, vectors }: Shelves,
): readonly RankedPassage[] {
  const { limit, queryVector = null, within = () => true } = query;
  const allowed = passages.map(within);
  const lexical = words.score(question).map((score, place) => (allowed[place] && score > 0 ? score : Number.NaN));
  const semantic = (queryVector === null ? new Float64Array() : vectors(queryVector)).map((score, place) =>
    allowed[place] ? score : Number.NaN,
  );
  const depth = Math.max(FEWEST_RANKED, limit * RANKED_FOR_EACH);
  const ranked = fuse([rank(lexical, depth), rank(semantic, depth)]).flatMap(([place, score]) => {
    const passage = passages[place];
    if (passage === undefined) return [];
    return [{ passage, score, lexical: orNull(lexical[place]), vector: orNull(semantic[place]) }];
  });
  return spreadOut(ranked, limit);
}

/** How far down each ranking is read; what stands lower in both is in no answer. */
const FEWEST_RANKED = 200;
const RANKED_FOR_EACH = 5;

/** The places with the largest scores, those without a score left out. */
function rank(scores: Float64Array, depth: number): readonly number[] {
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort();
  const least = sorted.at(-depth) ?? Number.NEGATIVE_INFINITY;
  const places: number[] = [];
  for (let place = 0; place < scores.length; place += 1) if ((scores[place] ?? Number.NaN) >= least) places.push(place);
  return places.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other).slice(0, depth);
}

/** How little the first places differ. Cormack, Clarke & Büttcher 2009. */
const FUSION = 60;

function fuse(rankings: readonly (readonly number[])[]): readonly (readonly [place: number, score: number])[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    for (const [index, place] of ranking.entries()) {
      scores.set(place, (scores.get(place) ?? 0) + 1 / (FUSION + index + 1));
    }
  }
  return [...scores].sort(([one, score], [other, otherScore]) => otherScore - score || one - other);
}

function orNull(score: number | undefined): number | null {
  return score === undefined || Number.isNaN(score) ? null : score;
}
