import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { type GitAnswer, runGit } from './git.ts';
import type { GitPlace } from './place.ts';

/** A run of git over the objects alone. */
export interface ObjectCall {
  readonly args: readonly string[];
  /** Most bytes of the answer that are kept. */
  readonly limit: number;
  /** Paths that a comparison of commits shall tell of first. */
  readonly first?: readonly string[];
}

/**
 * Runs git over the objects of a repository and nothing else of it: no attributes (those of a tree, `.git/info/attributes`,
 * a stray file between the objects), no settings of the repository or of a person, no work tree. So only the bytes of a
 * file tell whether it is text, and a huge or binary file is never compared line by line.
 */
export async function runOverObjects(place: GitPlace, { args, limit, first }: ObjectCall): Promise<GitAnswer> {
  const order = first === undefined ? null : first.map((path) => `${escapeGlob(path)}\n`).join('');
  const folder = await makeView(place, order);
  const environment = {
    ...place.environment,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_DIR: folder,
    GIT_OBJECT_DIRECTORY: join(place.commonFolder, 'objects'),
  };
  const [command = '', ...options] = args;
  const ordered = order === null ? [] : [`-O${join(folder, ORDER)}`];
  try {
    return await runGit({ args: [command, ...ordered, ...options], folder, environment }, limit);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ORDER = 'order';

/** The order is a list of patterns, one a line; a line end in a name is met as any sign. */
function escapeGlob(path: string): string {
  return path.replaceAll(/[\\*?[#]/g, String.raw`\$&`).replaceAll('\n', '?');
}

/** A repository without anything in it, in a temporary folder: git can be told of other objects, but not of no attributes. */
async function makeView({ objectFormat }: GitPlace, order: string | null): Promise<string> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'conclave-objects-'));
    await mkdir(join(folder, 'refs'));
    await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    await writeFile(join(folder, 'config'), renderConfig(objectFormat));
    if (order !== null) await writeFile(join(folder, ORDER), order);
    return folder;
  } catch (cause) {
    throw new AppError('outside-failed', `no temporary folder could be made: ${messageOf(cause)}`, {
      expected: `room for a few small files in ${tmpdir()}`,
      advice: 'Name another folder in TMPDIR.',
      cause,
    });
  }
}

/** Only the second version of the format knows of other names for objects. */
function renderConfig(objectFormat: string): string {
  const version = objectFormat === 'sha1' ? 0 : 1;
  const extension = version === 0 ? '' : `[extensions]\n\tobjectFormat = ${objectFormat}\n`;
  return `[core]\n\trepositoryFormatVersion = ${version}\n\tbare = true\n${extension}`;
}
