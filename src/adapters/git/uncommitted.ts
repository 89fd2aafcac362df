import { gitFailed, runGit } from './git.ts';
import { type GitPlace, inObjects } from './place.ts';

/** How many paths are named; a person needs to know that there are some, and which. */
const MOST_PATHS = 50;
const LONGEST_ANSWER = 256 * 1024;

/** Paths of the work tree with changes that are not committed, new files included, at most 50; runs no filter. */
export async function readUncommitted(place: GitPlace): Promise<readonly string[]> {
  if (place.workTree === null) return [];
  const environment = {
    ...place.environment,
    ...withoutFilters(await readFilterSettings(place)),
    GIT_DIR: place.gitFolder,
    GIT_WORK_TREE: place.workTree,
  };
  const options = ['--porcelain=v1', '-z', '--no-renames', '--untracked-files=normal', '--ignore-submodules=all'];
  const answer = await runGit({ args: ['status', ...options], folder: place.workTree, environment }, LONGEST_ANSWER);
  if (!answer.cut && answer.exitCode !== 0) throw gitFailed('looking for uncommitted changes', answer);
  const lines = answer.output.toString('utf8').split('\0').slice(0, -1);
  return lines.slice(0, MOST_PATHS).map((line) => line.slice('XY '.length));
}

/** To compare a file git would put it through its filter, a program that the repository's settings name. */
async function readFilterSettings(place: GitPlace): Promise<readonly string[]> {
  const args = ['config', '-z', '--name-only', '--get-regexp', '^filter\\..*\\.(clean|smudge|process|required)$'];
  const answer = await runGit(inObjects(place, args));
  return [...new Set(answer.output.toString('utf8').split('\0').slice(0, -1))];
}

function withoutFilters(settings: readonly string[]): Record<string, string> {
  const pairs = settings.flatMap((setting, index) => [
    [`GIT_CONFIG_KEY_${index}`, setting],
    [`GIT_CONFIG_VALUE_${index}`, setting.endsWith('.required') ? 'false' : ''],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(pairs) };
}
