import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isInside } from '../../change/diff-path.ts';
import { decodeText } from '../../change/text.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { compareText } from '../../kernel/compare-text.ts';
import type { FileReading, Repository } from '../../ports/repository.ts';

/** The files of a folder as they stand now, committed or not. */
export interface FolderGround {
  /** The folder's name, for people. */
  readonly name: string;
  /** The commit that is asked for says nothing here. */
  readonly files: Pick<Repository, 'readFiles' | 'listFiles'>;
}

/** Opens a folder to read what instructs a review there; throws an AppError when there is none. */
export async function openFolderGround(folder: string): Promise<FolderGround> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    throw new AppError('bad-input', found === null ? 'there is no such folder' : 'this is no folder', {
      where: folder,
      expected: 'the folder of a repository',
    });
  }
  return {
    name: basename(folder),
    files: {
      readFiles: async (_commit, paths) =>
        new Map(await Promise.all(paths.map(async (path) => [path, await readOne(folder, path)] as const))),
      listFiles: (_commit, below) => listBelow(folder, below),
    },
  };
}

/** What is no plain file counts as absent, as it does in a commit. */
async function readOne(folder: string, path: string): Promise<FileReading> {
  const place = join(folder, path);
  try {
    if (!isInside(path) || !(await lstat(place)).isFile()) return { kind: 'absent' };
    return decodeText(await readFile(place));
  } catch (cause) {
    if (isAbsence(cause)) return { kind: 'absent' };
    return { kind: 'unreadable', reason: messageOf(cause) };
  }
}

async function listBelow(folder: string, below: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(folder, below), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return files.map((path) => path.slice(folder.length + 1).replaceAll('\\', '/')).sort(compareText);
  } catch (cause) {
    if (isAbsence(cause)) return [];
    throw new AppError('bad-input', `the folder cannot be read: ${messageOf(cause)}`, { where: join(folder, below) });
  }
}

function isAbsence(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && ['ENOENT', 'ENOTDIR'].includes(String(cause.code));
}
