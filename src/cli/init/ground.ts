import { openWorkFolder, type WorkFolder } from '../../adapters/files/work-folder.ts';
import { openRepository } from '../../adapters/git/repository.ts';
import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../../config/config.ts';
import { AppError, isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import type { Terminal } from '../terminal.ts';
import { type Listing, TEMPLATE_FOLDERS } from './own-places.ts';
import type { Found, Spared } from './plan.ts';
import type { WantedFile } from './wanted-files.ts';

/** The folder into which is written. */
export interface InitGround {
  readonly folder: WorkFolder;
  /** Why it is not the root of a git repository; null when it is. */
  readonly outsideGit: string | null;
}

/** Opens the root of the git repository that holds a folder, or the folder itself where there is none. */
export async function openGround(folder: string, environment: Terminal['environment']): Promise<InitGround> {
  const named = await openWorkFolder(folder);
  try {
    const repository = await openRepository(folder, environment);
    if (repository.folder === null) throw new AppError('bad-input', `${folder} is a bare repository`);
    return { folder: await openWorkFolder(repository.folder), outsideGit: null };
  } catch (error) {
    return { folder: named, outsideGit: messageOf(error) };
  }
}

/** What is configured now; `broken` tells why that cannot be read. */
export type Configured =
  | { readonly kind: 'absent' }
  | { readonly kind: 'read'; readonly config: ConclaveConfig }
  | { readonly kind: 'broken'; readonly why: string };

/** Reads the configuration that stands in a folder. */
export async function readConfigured(folder: WorkFolder): Promise<Configured> {
  const standing = await folder.stand(CONFIG_PATH);
  if (standing.kind !== 'file') return { kind: 'absent' };
  if (standing.reading.kind !== 'text') return { kind: 'broken', why: `${CONFIG_PATH}: this is no text` };
  try {
    return { kind: 'read', config: parseConfig(standing.reading.text) };
  } catch (error) {
    if (isAppError(error)) return { kind: 'broken', why: renderError(error) };
    throw error;
  }
}

/** What stands in the folders where GitHub looks for files of its own. */
export async function listPlaces(folder: WorkFolder): Promise<Listing> {
  return new Map(await Promise.all(TEMPLATE_FOLDERS.map(async (path) => [path, await folder.list(path)] as const)));
}

/** Looks at what stands where a file is wanted; throws an AppError where no file can ever stand. */
export async function findStanding(folder: WorkFolder, wanted: WantedFile, spared: Spared | null): Promise<Found> {
  const standing = await folder.stand(wanted.path);
  if (standing.kind !== 'blocked') return { wanted, standing, ...(spared !== null && { spared }) };
  throw new AppError('bad-input', `${standing.what} stands here, so that ${wanted.path} cannot be written`, {
    where: standing.by,
    expected: standing.by === wanted.path ? 'a file or nothing' : 'a folder or nothing; no symbolic link is followed',
    advice: 'Nothing was written. Move it out of the way, or leave its group out with --only.',
  });
}
