import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isInside } from '../../change/diff-path.ts';
import { decodeText, longestText } from '../../change/text.ts';
import { AppError } from '../../kernel/app-error.ts';

/** Most characters of texts that are kept; what lies behind counts as not there. */
const MOST_TEXT = 64 * 1024 * 1024;

/**
 * The texts that stand at paths below a folder, by path. Left out are paths that lead through a symbolic link or out
 * of the folder, and files that are binary, not UTF-8 or over 2 MB.
 */
export async function readFolderTexts(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const root = await findRoot(folder);
  const texts = new Map<string, string>();
  let kept = 0;
  for (const path of paths) {
    const text = kept > MOST_TEXT || !isInside(path) ? null : await readText(root, path);
    if (text === null) continue;
    texts.set(path, text);
    kept += text.length;
  }
  return texts;
}

async function findRoot(folder: string): Promise<string> {
  const root = await realpath(folder).catch(() => null);
  const found = root === null ? null : await lstat(root);
  if (root !== null && found?.isDirectory()) return root;
  const what = root === null ? `there is no folder ${folder}` : `${folder} is not a folder`;
  throw new AppError('bad-input', what, { where: '--repo', expected: 'the folder to which the diff belongs' });
}

async function readText(root: string, path: string): Promise<string | null> {
  const place = join(root, path);
  // A link anywhere on the way makes the real path another one.
  if ((await realpath(place).catch(() => null)) !== place) return null;
  const found = await lstat(place);
  if (!found.isFile() || found.size > longestText) return null;
  const bytes = await readFile(place).catch(() => null);
  const reading = bytes === null ? null : decodeText(bytes);
  return reading?.kind === 'text' ? reading.text : null;
}
