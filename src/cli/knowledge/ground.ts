import type { KnowledgeConfig } from '../../config/knowledge-config.ts';
import type { AskPorts } from '../../flows/ask-library.ts';
import type { LibrarySource } from '../../flows/library-source.ts';
import { loadCatalog } from '../../flows/load-committee.ts';
import { loadConfig } from '../../flows/review-ground.ts';
import { AppError } from '../../kernel/app-error.ts';
import { microUsdOf } from '../../kernel/micro-usd.ts';
import type { Repository } from '../../ports/repository.ts';
import type { Terminal } from '../terminal.ts';
import type { PlaceOptions } from './options.ts';
import { type LibraryPlace, openLibraryPlace, openProgram, openRepository } from './wire.ts';

/** The documents of a repository, and where they are kept. */
export interface KnowledgeGround {
  readonly repository: Repository;
  readonly knowledge: KnowledgeConfig;
  readonly source: LibrarySource;
  readonly place: LibraryPlace;
}

/** Opens the documents of a repository as they stand at the base; the configuration is the one of that commit. */
export async function openGround(options: PlaceOptions, terminal: Terminal): Promise<KnowledgeGround> {
  const repository = await openRepository(options.repo, terminal.environment);
  const commit = await repository.findCommit(options.base);
  const { knowledge } = await loadConfig({ base: { repository, commit } });
  const place = openLibraryPlace({ payer: repository.folder ?? options.repo, cache: options.cache }, terminal);
  return { repository, knowledge, source: { files: repository, commit, knowledge }, place };
}

/** What a question is asked with, and what is to be said where no model may be asked. */
export async function portsOf({ repository, knowledge, source, place }: KnowledgeGround): Promise<{
  readonly ports: AskPorts;
  readonly notes: readonly string[];
}> {
  const { shelf, embedding } = place;
  if (knowledge.embeddings === null) return { ports: { shelf, embedding: null }, notes: [] };
  if (embedding === null) return { ports: { shelf, embedding: null }, notes: [WITHOUT_CACHE] };
  const catalog = await loadCatalog({ program: openProgram(), base: { repository, commit: source.commit } });
  const order = {
    model: knowledge.embeddings,
    catalog,
    cap: microUsdOf(knowledge.budget_usd),
    repository: repository.name,
  };
  return { ports: { shelf, embedding: { order, ports: embedding } }, notes: [] };
}

const WITHOUT_CACHE =
  'Passages were ranked by words alone: without a cache folder nobody would know what embedding has cost today.';

/** Says why nothing can be found where there is no document at all. */
export function noDocuments({ adrs, docs }: KnowledgeConfig, base: string): AppError {
  return new AppError('bad-input', `no document that may be cited stands at ${base}`, {
    expected: `a file of ${[...adrs, ...docs].join(', ') || 'knowledge.docs, which names none'}`,
    advice: 'Name others in knowledge.adrs and knowledge.docs of .github/conclave.yml at the base.',
  });
}
