import { keepKnowledgeCosts } from '../../adapters/files/cost-lines.ts';
import { openFileMoney } from '../../adapters/files/library-money.ts';
import { openFileShelf } from '../../adapters/files/library-shelf.ts';
import { NO_SHELF } from '../../adapters/files/no-shelf.ts';
import { createEmbedder } from '../../adapters/models/embedder.ts';
import { readModelSettings } from '../../adapters/models/settings.ts';
import type { EmbedPorts } from '../../flows/embed-order.ts';
import type { Embedder, LibraryShelf } from '../../ports/library.ts';
import { cacheFolderOf } from '../cache-folder.ts';
import type { Terminal } from '../terminal.ts';

export { openRepository } from '../../adapters/git/repository.ts';
export { openProgram } from '../wire.ts';

/** Where the documents of a repository are kept on this machine. */
export interface LibraryPlace {
  readonly shelf: LibraryShelf;
  /** What vectors are asked for with; null where nothing says what was spent today. */
  readonly embedding: EmbedPorts | null;
}

/** Opens the shelf of the cache folder, or one that keeps nothing; `payer` names the repository. */
export function openLibraryPlace(
  { payer, cache }: { readonly payer: string; readonly cache: boolean },
  terminal: Terminal,
): LibraryPlace {
  const cacheFolder = cache ? cacheFolderOf(terminal) : null;
  if (cacheFolder === null) return { shelf: NO_SHELF, embedding: null };
  const now = () => terminal.now();
  const tell = (message: string) => terminal.errors.write(`conclave: ${message}\n`);
  const shelf = openFileShelf({ cacheFolder, tell, now });
  return {
    shelf,
    embedding: {
      embedder: embedderOf(terminal.environment),
      shelf,
      money: openFileMoney({ cacheFolder, payer, now }),
      clock: { now },
      tellCosts: (record) => keepKnowledgeCosts(cacheFolder, record),
    },
  };
}

/** Settings are read when a model is asked; who asks none need not have any. */
function embedderOf(environment: Terminal['environment']): Embedder {
  let opened: Embedder | null = null;
  const open = () => {
    opened ??= createEmbedder(readModelSettings(environment));
    return opened;
  };
  return {
    reach: (model) => open().reach(model),
    limits: (model) => open().limits(model),
    embed: (request) => open().embed(request),
  };
}
