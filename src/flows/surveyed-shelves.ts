import { readRecords } from '../adr/reading.ts';
import type { DecisionRecord } from '../adr/record.ts';
import type { PassageSearch } from '../dossier/offer-passages.ts';
import { openLibrary } from '../knowledge/library.ts';
import type { Passage } from '../knowledge/passage.ts';
import type { LibraryVectors, SurveyedLibrary } from './survey.ts';

/** A surveyed library that can be asked: indexed, with its records read. */
export interface Shelves {
  readonly search: PassageSearch;
  readonly passages: readonly Passage[];
  readonly records: readonly DecisionRecord[];
  /** Vectors of standing questions by their words. */
  readonly queries: LibraryVectors['queries'];
}

/** Indexes the passages and reads the records; of a thousand documents in about two seconds. */
export function openShelves({ passages, records, vectors }: SurveyedLibrary): Shelves {
  const byPlace = passages.map(({ id }) => vectors.passages.get(id) ?? null);
  const read = readRecords(new Map(records.map(({ path, text }) => [path, text])));
  return {
    search: openLibrary(passages, byPlace),
    passages,
    records: read.filter((record) => record.kind === 'record'),
    queries: vectors.queries,
  };
}

/** How many libraries are kept open, since one repository asks for several reviews in a row. */
const MOST_OPEN = 2;

/** Opens a library once for each commit at which it was read; the oldest of a few is forgotten. */
export function keepShelves(): (library: SurveyedLibrary) => Shelves {
  const open = new Map<string, Shelves>();
  return (library) => {
    const { commit, passages, vectors } = library;
    if (commit === null) return openShelves(library);
    const key = `${commit} ${passages.length} ${vectors.passages.size} ${vectors.queries.size}`;
    const shelves = open.get(key) ?? openShelves(library);
    open.delete(key);
    open.set(key, shelves);
    const [oldest] = open.keys();
    if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
    return shelves;
  };
}
