import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';
import type { ArtefactFiles, ArtefactReading } from '../../ports/artefact-files.ts';

/**
 * Reads artefacts below a folder. Neither the file nor a folder on the way to it may be a link, so that nothing else of the
 * machine is ever read; the folder itself may be reached through one, since a person named it.
 */
export function openArtefactFiles(folder: string): ArtefactFiles {
  return { read: (path, most) => readBelow(folder, path, most) };
}

const PART = /^(?!\.{1,2}$)[\w.-]+$/;

async function readBelow(folder: string, path: string, most: number): Promise<ArtefactReading> {
  const parts = path.split('/');
  if (!parts.every((part) => PART.test(part))) return { kind: 'refused', reason: 'leads out of its folder' };
  for (let depth = 1; depth < parts.length; depth += 1) {
    const kind = await kindOf(join(folder, ...parts.slice(0, depth)));
    if (kind !== 'folder') return kind === 'absent' ? { kind } : { kind: 'refused', reason: 'lies behind a link' };
  }
  return await readPlain(join(folder, ...parts), most);
}

async function kindOf(path: string): Promise<'folder' | 'absent' | 'other'> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (isAbsent(error)) return 'absent';
    throw failed(path, error);
  }
}

/** Without O_NONBLOCK a named pipe would be waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readPlain(path: string, most: number): Promise<ArtefactReading> {
  let handle: FileHandle | null = null;
  try {
    // Where the system knows no O_NOFOLLOW the look before is all there is.
    if ((await lstat(path)).isSymbolicLink()) return { kind: 'refused', reason: 'is a symbolic link' };
    handle = await open(path, FLAGS);
    const { size, nlink, ...stat } = await handle.stat().then((found) => ({
      size: found.size,
      nlink: found.nlink,
      isFile: found.isFile(),
    }));
    if (!stat.isFile) return { kind: 'refused', reason: 'is no plain file' };
    if (nlink > 1) return { kind: 'refused', reason: 'has a second name (a hard link)' };
    if (size > most) return { kind: 'refused', reason: `has ${size} bytes, more than ${most}` };
    return { kind: 'read', bytes: await readWhole(handle, size) };
  } catch (error) {
    if (isAbsent(error)) return { kind: 'absent' };
    if (codeOf(error) === 'ELOOP') return { kind: 'refused', reason: 'is a symbolic link' };
    throw failed(path, error);
  } finally {
    await handle?.close();
  }
}

/** As many bytes as it had when it was opened; one that grows meanwhile is read no further. */
async function readWhole(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
}

function failed(path: string, cause: unknown): AppError {
  return new AppError('outside-failed', `the file cannot be read: ${wordFileFailure(cause)}`, { where: path, cause });
}
