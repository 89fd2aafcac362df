import { createHash, randomBytes } from 'node:crypto';
import { access, constants, lstat, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isInside } from '../../change/diff-path.ts';
import { decodeText, type TextReading } from '../../change/text.ts';
import { AppError } from '../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';

/** A folder whose files may be read and written one by one; no way leads through a symbolic link. */
export interface WorkFolder {
  /** Where it really stands. */
  readonly root: string;
  stand(path: string): Promise<Standing>;
  /** Names of what a folder holds, with a slash behind those of folders; none when there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Throws an AppError when one of the files could not be put in place. */
  demandWritable(paths: readonly string[]): Promise<void>;
  /** Puts a whole file in place, or nothing at all when something else stands there by now. */
  write(path: string, text: string, found: Standing): Promise<void>;
}

/** What stands at a path. */
export type Standing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly reading: TextReading; readonly mode: number; readonly sha256: string }
  | { readonly kind: 'link' }
  /** Something that no file can replace stands at the path or on the way to it. */
  | { readonly kind: 'blocked'; readonly by: string; readonly what: string };

/** Opens a folder to read and write in it; throws an AppError when there is none. */
export async function openWorkFolder(folder: string): Promise<WorkFolder> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    throw new AppError('bad-input', found === null ? `there is no folder ${folder}` : `${folder} is not a folder`, {
      where: '--repo',
      expected: 'the folder of a repository',
    });
  }
  const root = await realpath(folder);
  return {
    root,
    stand: (path) => standAt(root, path),
    list: (below) => listNames(root, below),
    demandWritable: async (paths) => {
      for (const path of paths) await demandWritable(root, path);
    },
    write: (path, text, standing) => orSay(path, () => writeWhole(root, { path, text, standing })),
  };
}

async function standAt(root: string, path: string): Promise<Standing> {
  if (!isInside(path)) throw new AppError('broken', 'a path leads out of its folder', { where: path });
  const segments = path.split('/');
  for (let depth = 1; depth < segments.length; depth += 1) {
    const by = segments.slice(0, depth).join('/');
    const found = await lstatOrNull(join(root, by));
    if (found === null) return { kind: 'absent' };
    if (found.isSymbolicLink()) return { kind: 'blocked', by, what: 'a symbolic link' };
    if (!found.isDirectory()) return { kind: 'blocked', by, what: 'a file' };
  }
  const found = await lstatOrNull(join(root, path));
  if (found === null) return { kind: 'absent' };
  if (found.isSymbolicLink()) return { kind: 'link' };
  if (!found.isFile()) return { kind: 'blocked', by: path, what: found.isDirectory() ? 'a folder' : 'a device' };
  const bytes = await readFile(join(root, path)).catch((cause: unknown) => Promise.reject(unreadable(path, cause)));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { kind: 'file', reading: decodeText(bytes), mode: found.mode & 0o7777, sha256 };
}

async function lstatOrNull(place: string) {
  return lstat(place).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw unreadable(place, cause);
  });
}

async function listNames(root: string, folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(cause))) return [];
    throw unreadable(join(root, folder), cause);
  }
}

/** The nearest folder that stands decides whether what is missing can be made. */
async function demandWritable(root: string, path: string): Promise<void> {
  let place = dirname(join(root, path));
  while (place !== root && (await lstatOrNull(place)) === null) place = dirname(place);
  try {
    await access(place, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError('bad-input', `the folder cannot be written: ${wordFileFailure(cause)}`, {
      where: place,
      expected: 'a folder in which you may write',
      advice: 'Nothing was written.',
      cause,
    });
  }
}

interface Writing {
  readonly path: string;
  readonly text: string;
  readonly standing: Standing;
}

/** Writes beside the target and renames, so that a reader sees the whole file or none. */
async function writeWhole(root: string, { path, text, standing }: Writing): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  const beside = `${target}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(text, 'utf8');
      if (standing.kind === 'file') await file.chmod(standing.mode);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!isSame(standing, await standAt(root, path))) throw changedMeanwhile(path);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function isSame(before: Standing, now: Standing): boolean {
  if (before.kind === 'file' && now.kind === 'file') return before.sha256 === now.sha256;
  return before.kind === now.kind && now.kind === 'absent';
}

function changedMeanwhile(path: string): AppError {
  return new AppError('outside-failed', 'somebody changed this file while it was looked at; it is left alone', {
    where: path,
    advice: 'Run it again to see the difference.',
  });
}

async function orSay(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('outside-failed', `the file could not be written: ${wordFileFailure(cause)}`, {
      where: path,
      cause,
    });
  }
}

function unreadable(place: string, cause: unknown): AppError {
  return new AppError('bad-input', `what stands here cannot be read: ${wordFileFailure(cause)}`, {
    where: place,
    cause,
  });
}
