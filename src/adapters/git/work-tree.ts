import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { gitFailed, runGit } from './git.ts';
import { findPlace, type GitPlace } from './place.ts';

/** The files of a repository as they stand in its work tree, committed or not. */
export interface WorkTree {
  readonly name: string;
  readonly folder: string;
  readonly list: () => Promise<TreeListing>;
}

/** What git keeps or would offer to keep, sorted; ignored files are left out. */
export interface TreeListing {
  /** Plain files. */
  readonly paths: readonly string[];
  readonly links: readonly string[];
}

/** Finds the work tree that holds a folder; null for a bare repository. Throws an AppError where there is no repository. */
export async function findWorkTree(
  folder: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<WorkTree | null> {
  const place = await findPlace(folder, variables);
  const { workTree } = place;
  if (workTree === null) return null;
  return { name: place.name, folder: workTree, list: () => listTree(place, workTree) };
}

const LINK = '120000';
const SUBMODULE = '160000';

async function listTree(place: GitPlace, folder: string): Promise<TreeListing> {
  const said = await ask(place, folder);
  const tagged = (tag: string) => said.filter((line) => line.startsWith(tag)).map((line) => line.slice(tag.length));
  const pathOf = (entry: string) => entry.slice(entry.indexOf('\t') + 1);
  const gone = new Set(tagged(GONE).map(pathOf));
  const others = tagged(OTHER);
  const staged = said
    .filter((line) => !(line.startsWith(GONE) || line.startsWith(OTHER)))
    .flatMap((line) => {
      const [, mode, path] = /^. (\d{6}) [0-9a-f]+ \d\t(.+)$/s.exec(line) ?? [];
      return mode === undefined || path === undefined ? [] : [{ mode, path }];
    });
  const kinds = await Promise.all(others.map(async (path) => ({ mode: await modeOf(join(folder, path)), path })));
  const there = [...staged.filter(({ path }) => !gone.has(path)), ...kinds];
  const sorted = (wanted: (mode: string) => boolean) =>
    [...new Set(there.filter(({ mode }) => wanted(mode)).map(({ path }) => path))].sort();
  return {
    paths: sorted((mode) => mode !== LINK && mode !== SUBMODULE),
    links: sorted((mode) => mode === LINK),
  };
}

/** What is not in the index has no mode there; a repository within this one ends in a slash and is none of its files. */
async function modeOf(place: string): Promise<string> {
  const found = await lstat(place).catch(() => null);
  if (found?.isSymbolicLink() === true) return LINK;
  return found?.isFile() === true ? '100644' : SUBMODULE;
}

/** What stands before an entry that is in the index and not in the work tree, and before one that is not in the index. */
const GONE = 'R ';
const OTHER = '? ';

/** One question for all three: an entry of the index that is gone is named a second time. */
const QUESTION = ['-z', '-t', '--cached', '--stage', '--deleted', '--others', '--exclude-standard'];

async function ask(place: GitPlace, folder: string): Promise<readonly string[]> {
  const environment = { ...place.environment, GIT_DIR: place.gitFolder, GIT_WORK_TREE: folder };
  const answer = await runGit({ args: ['ls-files', ...QUESTION], folder, environment });
  if (answer.exitCode !== 0) throw gitFailed('listing files', answer);
  return answer.output.toString('utf8').split('\0').slice(0, -1);
}
