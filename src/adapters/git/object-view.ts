import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { type GitAnswer, runGit } from './git.ts';
import type { GitPlace } from './place.ts';

/**
 * Runs git over the objects of a repository and nothing else of it: no attributes (those of a tree, `.git/info/attributes`,
 * a stray file between the objects), no settings of the repository or of a person, no work tree. So only the bytes of a
 * file tell whether it is text, and a huge or binary file is never compared line by line.
 */
export async function runOverObjects(place: GitPlace, args: readonly string[], limit: number): Promise<GitAnswer> {
  const folder = await makeView(place);
  const environment = {
    ...place.environment,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_DIR: folder,
    GIT_OBJECT_DIRECTORY: join(place.commonFolder, 'objects'),
  };
  try {
    return await runGit({ args, folder, environment }, limit);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A repository without anything in it, in a temporary folder: git can be told of other objects, but not of no attributes. */
async function makeView({ objectFormat }: GitPlace): Promise<string> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'conclave-objects-'));
    await mkdir(join(folder, 'refs'));
    await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    await writeFile(join(folder, 'config'), renderConfig(objectFormat));
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
