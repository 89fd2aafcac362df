import { createEmbedder } from '../../src/adapters/models/embedder.ts';
import { readModelSettings } from '../../src/adapters/models/settings.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { openLibraryMoney } from '../../src/adapters/postgres/library-money.ts';
import { openLibraryShelf } from '../../src/adapters/postgres/library-shelf.ts';
import { patiently } from '../../src/adapters/postgres/patience.ts';
import type { RepositoryRef } from '../../src/change/pull-request.ts';
import { renderKnowledgeLine } from '../../src/finops/knowledge-line.ts';
import { askVectorsWith } from '../../src/flows/ask-vectors.ts';
import type { EmbedPorts } from '../../src/flows/embed-order.ts';
import type { AskVectors } from '../../src/flows/read-survey.ts';
import { NO_SURVEY } from '../../src/flows/survey.ts';
import type { LibraryShelf } from '../../src/ports/library.ts';
import type { Log } from '../log.ts';

/** Where the app keeps the documents of every repository, and what it asks for their vectors. */
export interface AppLibrary {
  readonly shelf: LibraryShelf;
  embedding(repository: RepositoryRef): EmbedPorts;
  vectors(repository: RepositoryRef): AskVectors;
}

/** What the library of the app is opened with. */
export interface AppLibraryOptions {
  readonly database: Database;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly log: Log;
  /** A rehearsal asks no model, also none for vectors. */
  readonly rehearsal: boolean;
}

/** Opens the library on the app's own database. */
export function openAppLibrary({ database, environment, now, log, rehearsal }: AppLibraryOptions): AppLibrary {
  const shelf = patiently(openLibraryShelf(database, now));
  const embedding = (repository: RepositoryRef): EmbedPorts => ({
    embedder: createEmbedder(readModelSettings(environment)),
    shelf,
    money: patiently(openLibraryMoney(database, repository.id, now)),
    clock: { now },
    tellCosts: async (record) => {
      const line: object = JSON.parse(renderKnowledgeLine(record));
      log.info(line, 'passages got their vectors; this is what it cost');
    },
  });
  return {
    shelf,
    embedding,
    vectors: (repository) =>
      rehearsal ? byWordsAlone : askVectorsWith(embedding(repository), `${repository.owner}/${repository.name}`),
  };
}

const byWordsAlone: AskVectors = async () => ({
  vectors: NO_SURVEY.library.vectors,
  notes: ['Passages were ranked by words alone, since a rehearsal asks no model.'],
});
