import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cutPieces } from '../../src/knowledge/cut.ts';
import type { Library } from '../../src/knowledge/library.ts';
import { type Passage, placePieces } from '../../src/knowledge/passage.ts';

/** A question with the quotes that answer it; a passage is relevant when it holds one of them. */
export const RetrievalCase = z.object({
  id: z.string(),
  query: z.string(),
  relevant: z.array(z.object({ file: z.string(), quote: z.string() })).min(1),
});
export type RetrievalCase = z.infer<typeof RetrievalCase>;

const FIXTURES = join(import.meta.dirname, '../fixtures');

/** The shared questions, or those of the file that CASES_RETRIEVAL names. */
export function sharedCases(): readonly RetrievalCase[] {
  return readCases(process.env.CASES_RETRIEVAL ?? join(FIXTURES, 'cases/retrieval.json'));
}

/** Our own questions: those that the words of the library were chosen with, and those that were left aside. */
export function ownCases(which: 'tuning' | 'held-out'): readonly RetrievalCase[] {
  return readCases(join(FIXTURES, `retrieval-${which}.json`));
}

function readCases(file: string): readonly RetrievalCase[] {
  return z.object({ queries: z.array(RetrievalCase).min(1) }).parse(JSON.parse(readFileSync(file, 'utf8'))).queries;
}

/** The domain documents as passages. */
export function domainPassages(): readonly Passage[] {
  const folder = join(FIXTURES, 'domain');
  return readdirSync(folder)
    .sort()
    .flatMap((path) => placePieces({ path, record: null }, cutPieces(readFileSync(join(folder, path), 'utf8'))));
}

/** How a question fared. */
export interface Fared {
  readonly id: string;
  /** Languages of the documents that answer it. */
  readonly languages: readonly string[];
  /** Whether a relevant passage is among the first five. */
  readonly isAnswered: boolean;
  /** Share of the relevant passages that are among the first five. */
  readonly recall: number;
  /** Normalised discounted cumulative gain over the first ten. */
  readonly gain: number;
}

/** Asks a library one question and judges its answer. */
export function judgeAnswer({ id, query, relevant }: RetrievalCase, library: Library): Fared {
  const isRelevant = ({ path, text }: Passage) =>
    relevant.some(({ file, quote }) => file === path && text.includes(quote));
  const total = library.passages.filter(isRelevant).length;
  const hits = library.search(query, { limit: 10 }).map(({ passage }) => isRelevant(passage));
  const found = hits.slice(0, 5).filter(Boolean).length;
  return {
    id,
    languages: [...new Set(relevant.map(({ file }) => (file.endsWith('.fr.md') ? 'French' : 'English')))],
    isAnswered: found > 0,
    recall: total === 0 ? 0 : found / total,
    gain:
      total === 0 ? 0 : discountedGain(hits) / discountedGain(Array.from({ length: Math.min(total, 10) }, () => true)),
  };
}

function discountedGain(hits: readonly boolean[]): number {
  return hits.reduce((sum, isHit, index) => sum + (isHit ? 1 / Math.log2(index + 2) : 0), 0);
}

/** Share of the questions that have a relevant passage among the first five. */
export function recallAtFive(fared: readonly Fared[]): number {
  return fared.filter(({ isAnswered }) => isAnswered).length / fared.length;
}
