import type { KnowledgeConfig } from '../config/knowledge-config.ts';
import type { Repository } from '../ports/repository.ts';

/** The part of a repository that its documents are read from. */
export type LibraryFiles = Pick<Repository, 'readFiles' | 'listBlobs'>;

/** Which documents are read: those of a commit of the base branch, never of a change. */
export interface LibrarySource {
  readonly files: LibraryFiles;
  readonly commit: string;
  readonly knowledge: Pick<KnowledgeConfig, 'adrs' | 'docs'>;
}
