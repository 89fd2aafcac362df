import type { Passage } from './passage.ts';
import { readQuestion, readTerms, type Wanted } from './words.ts';

/** Scores passages by their words. */
export interface WordIndex {
  /** For each passage, by its place, what it is worth for a question; zero where nothing of it is named. */
  readonly score: (question: string) => Float64Array;
}

/**
 * An index for BM25. Of the words that would answer one word of the question only the best counts: two names of one
 * thing are no more evidence than one, and a search engine that adds them up ranks passages full of common words first.
 */
export function indexWords(passages: readonly Passage[]): WordIndex {
  const postings = readPostings(passages);
  return {
    score: (question) => {
      const scores = new Float64Array(passages.length);
      for (const wanted of readQuestion(question)) addBest(scores, wanted, postings);
      return scores;
    },
  };
}

/** Where each term stands: stretches of two arrays that all terms share. */
interface Postings {
  readonly stretches: ReadonlyMap<string, readonly [start: number, end: number]>;
  readonly passages: Uint32Array;
  readonly counts: Uint16Array;
  /** How long each passage is, as a multiple of the mean. */
  readonly lengths: Float32Array;
}

function readPostings(passages: readonly Passage[]): Postings {
  const entries = new Map<string, number[]>();
  const lengths = new Float32Array(passages.length);
  for (const [place, { text, headings, path }] of passages.entries()) {
    const terms = readTerms(text);
    lengths[place] = terms.length;
    for (const [term, count] of countEach([...terms, ...readTerms([path, ...headings].join('\n'))])) {
      const entry = entries.get(term);
      if (entry === undefined) entries.set(term, [place, count]);
      else entry.push(place, count);
    }
  }
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return { ...join(entries), lengths: lengths.map((length) => length / Math.max(1, mean)) };
}

function countEach(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function join(entries: ReadonlyMap<string, readonly number[]>): Omit<Postings, 'lengths'> {
  const total = entries.values().reduce((sum, entry) => sum + entry.length / 2, 0);
  const stretches = new Map<string, readonly [number, number]>();
  const passages = new Uint32Array(total);
  const counts = new Uint16Array(total);
  let end = 0;
  for (const [term, entry] of entries) {
    const start = end;
    for (let at = 0; at < entry.length; at += 2) {
      passages[end] = entry[at] ?? 0;
      counts[end] = entry[at + 1] ?? 0;
      end += 1;
    }
    stretches.set(term, [start, end]);
  }
  return { stretches, passages, counts };
}

/** How soon a word that is repeated adds nothing more, and how much a long passage has to make up for. */
const SATURATION = 1.2;
const LENGTH_PENALTY = 0.5;

function addBest(scores: Float64Array, wanted: Wanted, postings: Postings): void {
  const { stretches, passages } = postings;
  const best = new Float64Array(scores.length);
  for (const [term, worth] of wanted) {
    const [start, end] = stretches.get(term) ?? [0, 0];
    const rarity = Math.log(1 + (scores.length - (end - start) + 0.5) / (end - start + 0.5));
    for (let at = start; at < end; at += 1) {
      const place = passages[at] ?? 0;
      const score = worth * rarity * frequency(postings, at);
      if (score > (best[place] ?? 0)) best[place] = score;
    }
  }
  for (let place = 0; place < best.length; place += 1) scores[place] = (scores[place] ?? 0) + (best[place] ?? 0);
}

function frequency({ passages, counts, lengths }: Postings, at: number): number {
  const count = counts[at] ?? 0;
  const length = lengths[passages[at] ?? 0] ?? 1;
  return (count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH_PENALTY + LENGTH_PENALTY * length));
}
