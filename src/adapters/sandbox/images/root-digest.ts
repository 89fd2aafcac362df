import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What all files of a folder come to. */
export interface FolderSum {
  /** `sha256:` and 64 hex digits over path, mode, size and content of every file, in the order of their paths. */
  readonly digest: string;
  readonly bytes: number;
}

/** Sums up a folder; neither owners nor times of files count. */
export async function sumFolder(folder: string): Promise<FolderSum> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort(byCodeUnits);
  const whole = createHash('sha256');
  let bytes = 0;
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const lines = await Promise.all(paths.slice(from, from + AT_ONCE).map((path) => describe(folder, path)));
    for (const line of lines) {
      whole.update(line.text);
      bytes += line.bytes;
    }
  }
  return { digest: `sha256:${whole.digest('hex')}`, bytes };
}

/** Enough to keep the disk busy, and few enough for the memory. */
const AT_ONCE = 32;

async function describe(folder: string, path: string): Promise<{ readonly text: string; readonly bytes: number }> {
  const place = join(folder, path);
  const found = await lstat(place);
  const mode = (found.mode & 0o7777).toString(8);
  const line = (kind: string, size: number, content: string) =>
    `${JSON.stringify([kind, path, mode, size, content])}\n`;
  if (found.isDirectory()) return { text: line('folder', 0, ''), bytes: 0 };
  if (found.isSymbolicLink()) return { text: line('link', 0, await readlink(place)), bytes: 0 };
  const content = await readFile(place);
  return {
    text: line('file', content.length, createHash('sha256').update(content).digest('hex')),
    bytes: content.length,
  };
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
