import { CONFIG_PATH, type ConclaveConfig } from '../config/config.ts';
import { isAppError } from '../kernel/app-error.ts';
import { matchesAny } from '../kernel/glob.ts';
import { microUsdOf } from '../kernel/micro-usd.ts';
import type { CodeHost } from '../ports/code-host.ts';
import type { Journal } from '../ports/journal.ts';
import type { LibraryShelf } from '../ports/library.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { RefreshOrder } from '../routing/refresh-order.ts';
import { embedLibrary } from './embed-library.ts';
import type { EmbedPorts } from './embed-order.ts';
import { loadCatalog } from './load-committee.ts';
import { type LibraryReading, readLibrary } from './read-library.ts';
import { loadConfig } from './review-ground.ts';

/** What refreshing asks of the outside world. */
export interface RefreshPorts {
  readonly host: Pick<CodeHost, 'findBase' | 'files'>;
  readonly shelf: LibraryShelf;
  readonly program: ProgramFiles;
  readonly journal: Journal;
  /** Null where no model is asked for vectors. */
  readonly embedding: EmbedPorts | null;
}

/**
 * Reads what changed among the documents of a branch, so that the next review finds them on the shelf; a review reads
 * what is missing there by itself. Returns in words what was done.
 */
export function refreshLibrary(order: RefreshOrder, { journal, ...ports }: RefreshPorts): Promise<string> {
  return journal.step('read the documents of the branch', () =>
    refresh(order, ports).catch((error: unknown) => {
      // A configuration that cannot be read is told by the next review.
      if (isAppError(error) && error.code === 'bad-config') return `not read: ${error.message}`;
      throw error;
    }),
  );
}

async function refresh(
  { repository, branch, paths }: RefreshOrder,
  ports: Omit<RefreshPorts, 'journal'>,
): Promise<string> {
  const { files, findBase } = ports.host;
  const { tip: commit } = await findBase(branch, branch);
  const { knowledge } = await loadConfig({ base: { repository: files, commit } });
  if (!touches(paths, knowledge)) return 'no document has changed';
  const reading = await readLibrary({ files, commit, knowledge }, ports.shelf);
  const told = `${reading.read} of ${reading.documents.length} documents were read`;
  const { embedding } = ports;
  if (knowledge.embeddings === null || embedding === null) return told;
  const order = {
    model: knowledge.embeddings,
    catalog: await loadCatalog({ program: ports.program, base: { repository: files, commit } }),
    cap: microUsdOf(knowledge.budget_usd),
    repository: `${repository.owner}/${repository.name}`,
  };
  return `${told}, ${await embedPassages(reading, order, embedding)}`;
}

async function embedPassages(
  { passages }: LibraryReading,
  order: Parameters<typeof embedLibrary>[1],
  ports: EmbedPorts,
): Promise<string> {
  const { note } = await embedLibrary({ passages, queries: [] }, order, ports);
  return note ?? 'and their passages have vectors';
}

function touches(paths: RefreshOrder['paths'], { adrs, docs }: ConclaveConfig['knowledge']): boolean {
  return paths === null || paths.some((path) => path === CONFIG_PATH || matchesAny(path, [...adrs, ...docs]));
}

/** How many paths are carried along; of more, it counts that there were many. */
const MOST_PATHS = 500;

/** What is to be refreshed when a branch moves; null when no document can have changed, as its name tells. */
export function refreshOrderOf({
  repository,
  branch,
  isDefault,
  paths,
}: RefreshOrder & { readonly isDefault: boolean }): RefreshOrder | null {
  // A review of a pull request on another branch reads the documents there by itself.
  if (!isDefault) return null;
  if (paths === null) return { repository, branch, paths: null };
  const documents = paths.filter((path) => path === CONFIG_PATH || DOCUMENT.test(path));
  if (documents.length === 0) return null;
  return { repository, branch, paths: documents.length > MOST_PATHS ? null : documents };
}

const DOCUMENT = /\.(?:md|mdx|markdown|txt|rst|adoc)$/i;
