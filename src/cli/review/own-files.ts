import { readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Leaves out of a list of paths what sessions wrote: an output folder, or the files of one. */
export async function withoutOwnFiles(
  paths: readonly string[],
  workTree: string,
  outputs: readonly string[],
): Promise<readonly string[]> {
  // Git says where the work tree really stands, also when the person came through a link.
  const real = await Promise.all(outputs.map((output) => realpath(output).catch(() => output)));
  const own = await Promise.all(
    paths.map(async (path) => {
      const found = await Promise.all(real.map((output) => isOwn(join(workTree, path), output)));
      return found.includes(true);
    }),
  );
  return paths.filter((_, index) => own[index] === false);
}

/** Git names a folder of which nothing is known as a whole: the output folder, or one that holds nothing else. */
async function isOwn(path: string, output: string): Promise<boolean> {
  const within = relative(output, path);
  if (within === '') return looksOwn(output);
  if (within.split(sep)[0] !== '..') return within === 'finops.jsonl' || within.split(sep)[0] === 'sessions';
  const [next = ''] = relative(path, output).split(sep);
  if (next === '..') return false;
  const names = await namesIn(path);
  return names.length === 1 && names[0] === next && isOwn(join(path, next), output);
}

/** Somebody's own folder may have the same name. */
async function looksOwn(folder: string): Promise<boolean> {
  const names = await namesIn(folder);
  return names.includes('finops.jsonl') || names.includes('sessions');
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
