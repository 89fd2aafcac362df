import { AppError } from '../../kernel/app-error.ts';
import { hashBytes } from '../../kernel/hash.ts';
import type { CommitFiles } from '../../ports/commit-files.ts';
import type { PassingFolder, RunFolders } from '../../ports/run-folders.ts';
import type { PullGround } from './pull-ground.ts';

/** A side of a pull request. */
export type PullSide = 'base' | 'head';

/** A file of a commit that was put down where a run can read it; nothing of it is run from there. */
export interface KeptFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly absolute: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Files of both sides, each read once and kept in a folder that passes. */
export interface PullShelf {
  /** Absolute. */
  readonly root: string;
  /** A file of a side; throws an AppError where it is not there, no plain file, or larger than so many bytes. */
  demand(wanted: WantedFile): Promise<KeptFile>;
  /** A file that was demanded before. */
  find(side: PullSide, path: string): KeptFile | null;
}

/** A file that is wanted of a side. */
export interface WantedFile {
  readonly side: PullSide;
  readonly path: string;
  readonly most: number;
}

/** Most bytes of all files of a pull request together. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Opens a shelf over the commits of a pull request. */
export function openShelf(
  ground: Pick<PullGround, 'base' | 'head'>,
  {
    files,
    folders,
    folder,
  }: { readonly files: CommitFiles; readonly folders: RunFolders; readonly folder: PassingFolder },
): PullShelf {
  const kept = new Map<string, KeptFile>();
  let room = MOST_BYTES;
  return {
    root: folder.path,
    find: (side, path) => kept.get(`${side}/${path}`) ?? null,
    demand: async (wanted) => {
      const name = `${wanted.side}/${wanted.path}`;
      const known = kept.get(name);
      if (known !== undefined) return known;
      const bytes = await readBytes({ ...wanted, most: Math.min(wanted.most, room) }, ground, files);
      room -= bytes.length;
      await folders.write(folder, name, bytes);
      const file = { path: wanted.path, absolute: `${folder.path}/${name}`, bytes, sha256: hashBytes(bytes) };
      kept.set(name, file);
      return file;
    },
  };
}

async function readBytes(
  { side, path, most }: WantedFile,
  ground: Pick<PullGround, 'base' | 'head'>,
  files: CommitFiles,
): Promise<Uint8Array> {
  const found = await files.read(ground[side], path, most);
  if (found.kind === 'file') return found.bytes;
  if (found.kind === 'unusable') {
    throw new AppError('bad-input', `the ${side} has ${path}, but it cannot be used: ${found.reason}`, {
      where: path,
      expected: 'a plain file',
    });
  }
  throw new AppError('bad-input', `the ${side} has no ${path}`, {
    where: path,
    expected: 'a file that the base holds, since what comes with a pull request is reviewed and not obeyed',
    advice: 'Merge data and configuration first, then the strategy that uses them.',
    absent: true,
  });
}
