import { realpath, stat } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import { type FolderListing, listFolder, type ProjectReading, readBelow } from '../../adapters/files/project-folder.ts';
import { findWorkTree } from '../../adapters/git/work-tree.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import type { Terminal } from '../terminal.ts';

/** The files of a repository, or of a plain folder, as they stand now. */
export interface Project {
  readonly name: string;
  /** Its real path. */
  readonly root: string;
  /** Why it is no git repository; null when it is one. */
  readonly outsideGit: string | null;
  readonly list: () => Promise<FolderListing>;
  readonly read: (path: string, most?: number) => Promise<ProjectReading>;
  /** The path in the project of a folder that a person named, by an option or as DIR; empty for the root. Throws where there is none. */
  readonly folderAt: (named: string, option?: string) => Promise<string>;
}

/** Opens the repository that holds a folder, or the folder itself where there is none. */
export async function openProject(folder: string, environment: Terminal['environment']): Promise<Project> {
  await demandFolder(folder, '--repo');
  const { tree, outsideGit } = await findTree(folder, environment);
  const root = await realpath(tree?.folder ?? folder);
  return {
    name: tree?.name ?? basename(root),
    root,
    outsideGit,
    list: async () => (tree === null ? listFolder(root) : { ...(await tree.list()), isWhole: true }),
    read: (path, most) => readBelow(root, path, most),
    folderAt: (named, option = 'DIR') => findFolder(root, named, option),
  };
}

async function findTree(folder: string, environment: Terminal['environment']) {
  try {
    return { tree: await findWorkTree(folder, environment), outsideGit: null };
  } catch (error) {
    if (!isAppError(error) || !/is not in a git repository$|^git was not found/.test(error.message)) throw error;
    return { tree: null, outsideGit: error.message };
  }
}

async function demandFolder(folder: string, where: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  throw new AppError('bad-input', found === null ? `there is no folder ${folder}` : `${folder} is no folder`, {
    where,
    expected: where === '--repo' ? 'the folder of a repository' : 'a folder that holds decision records',
  });
}

/** Links are not followed: a folder that is reached through one lies elsewhere. */
async function findFolder(root: string, named: string, where: string): Promise<string> {
  await demandFolder(named, where);
  const real = await realpath(named);
  const parent = await realpath(resolve(named, '..'));
  const path = relative(root, real);
  if (path.split(sep)[0] === '..' || resolve(root, path) !== real) {
    throw new AppError('bad-input', `${named} lies outside of ${root}`, {
      where,
      expected: 'a folder of the same repository',
      advice: 'Name its repository with --repo.',
    });
  }
  if (resolve(parent, basename(resolve(named))) !== real && path !== '') {
    throw new AppError('bad-input', `${named} is a symbolic link, which is not followed`, {
      where,
      expected: `the folder itself: ${path}`,
    });
  }
  return path.split(sep).join('/');
}
