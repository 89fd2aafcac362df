import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside } from '../../change/diff-path.ts';
import { decodeText, longestText, type TextReading } from '../../change/text.ts';
import { compareText } from '../../kernel/compare-text.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';

/** Folders that nobody writes by hand. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.venv', '__pycache__', 'node_modules', 'venv']);

/** Most files of a folder that are listed. */
const MOST_FILES = 50_000;

/** What stands at a path of a folder; a symbolic link at it or on the way to it is not followed. */
export type ProjectReading = TextReading | { readonly kind: 'absent' } | { readonly kind: 'link' };

/** The files below a folder. */
export interface FolderListing {
  /** Plain files, sorted. */
  readonly paths: readonly string[];
  /** Symbolic links, to whatever they lead. */
  readonly links: readonly string[];
  /** False when there are more than 50,000. */
  readonly isWhole: boolean;
}

/** Lists the files below a folder without following a link; what tools put there (`node_modules`, `.git`) is left out. */
export async function listFolder(root: string): Promise<FolderListing> {
  const [paths, links]: [string[], string[]] = [[], []];
  const folders = [''];
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    const entries = await readdir(join(root, next), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`;
      if (entry.isDirectory()) folders.push(...(LEFT_OUT.has(entry.name) ? [] : [path]));
      else if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isFile()) paths.push(path);
    }
    if (paths.length > MOST_FILES) break;
  }
  const isWhole = paths.length <= MOST_FILES;
  return { paths: paths.slice(0, MOST_FILES).sort(compareText), links: links.sort(compareText), isWhole };
}

/** Reads a text below a folder that is given by its real path; of one that is longer than `most` bytes nothing is read. */
export async function readBelow(root: string, path: string, most = longestText): Promise<ProjectReading> {
  const place = join(root, path);
  try {
    if (!isInside(path)) return { kind: 'absent' };
    const found = await lstat(place);
    if (found.isSymbolicLink() || (await realpath(place)) !== place) return { kind: 'link' };
    if (!found.isFile()) return { kind: 'absent' };
    if (found.size > most) return { kind: 'unreadable', reason: `over ${most / 1024 / 1024} MB` };
    return decodeText(await readFile(place));
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(cause))) return { kind: 'absent' };
    return { kind: 'unreadable', reason: wordFileFailure(cause) };
  }
}
