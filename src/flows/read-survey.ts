import type { Change } from '../change/change.ts';
import type { ConclaveConfig } from '../config/config.ts';
import { matchesAny } from '../kernel/glob.ts';
import type { Passage } from '../knowledge/passage.ts';
import type { LibraryShelf } from '../ports/library.ts';
import type { GroundFiles } from './ground-texts.ts';
import type { LibraryFiles } from './library-source.ts';
import type { Committee } from './load-committee.ts';
import { readKnownNames } from './read-known-names.ts';
import { readLibrary, type UnreadDocument } from './read-library.ts';
import { readAround } from './read-surroundings.ts';
import { NO_SURVEY, type Survey, type SurveyedLibrary } from './survey.ts';

/** The part of a repository that a survey reads. */
export type SurveyFiles = GroundFiles & LibraryFiles;

/** What a survey is made of. */
export interface SurveyOrder {
  /** The files of the repository, null when none is known. */
  readonly files: SurveyFiles | null;
  /** The commit of the base branch that instructs; null without a repository. */
  readonly base: string | null;
  /** The change under review, null for a document. */
  readonly change: Change | null;
  readonly config: ConclaveConfig;
  /** All that instructs; asked for only where a model for vectors is configured. */
  readonly committee: () => Promise<Committee>;
}

/** Turns the texts that never come from a change into vectors, where a model is configured for it. */
export type AskVectors = (passages: readonly Passage[], committee: Committee) => Promise<VectorsAnswer>;

/** The vectors that there are, and what a person should know of those that there are not. */
export interface VectorsAnswer {
  readonly vectors: SurveyedLibrary['vectors'];
  readonly notes: readonly string[];
}

/** Reads what lies around a review: requirement files and modules after the change, documents and records at the base. */
export async function readSurvey(order: SurveyOrder, shelf: LibraryShelf, askVectors: AskVectors): Promise<Survey> {
  const { files, base, change, config } = order;
  const around =
    change === null ? NO_SURVEY.around : await readAround({ files, base, head: change.head, config, change });
  if (files === null || base === null) return { ...NO_SURVEY, around };
  const known = change === null ? [] : await readKnownNames(files, base);
  const { documents, passages, unread, notes } = await readLibrary(
    { files, commit: base, knowledge: config.knowledge },
    shelf,
  );
  const asked =
    config.knowledge.embeddings === null
      ? { vectors: NO_SURVEY.library.vectors, notes: [] }
      : await askVectors(passages, await order.committee());
  const library: SurveyedLibrary = {
    commit: base,
    passages,
    records: documents
      .filter(({ path }) => matchesAny(path, config.knowledge.adrs))
      .map(({ path, text }) => ({ path, text })),
    notes: [...notes, ...tellUnread(unread), ...asked.notes],
    vectors: asked.vectors,
  };
  return { around, known, library };
}

const MOST_TOLD = 3;

/** Silence about a document that could not be read would pass for one that says nothing. */
function tellUnread(unread: readonly UnreadDocument[]): readonly string[] {
  if (unread.length === 0) return [];
  const named = unread.slice(0, MOST_TOLD).map(({ path, reason }) => `${path} (${reason})`);
  const more = unread.length > MOST_TOLD ? ` and ${unread.length - MOST_TOLD} more` : '';
  return [`not read among the documents that may be cited: ${named.join(', ')}${more}`];
}
