import { compareText } from '../../kernel/compare-text.ts';

/** Most folders that a name tells, and the most characters that it has. */
const MOST_FOLDERS = 3;
const LONGEST_NAME = 120;

/**
 * A name by which people recognise some files: their path when it is one, else the folders that hold them, those with
 * the most files first: `src/risk`, `src/risk and test/risk`, `src/a, src/b and 4 more folders`.
 */
export function nameFiles(paths: readonly string[]): string {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined) return only;
  const folders = countFolders(paths);
  const names = folders.slice(0, MOST_FOLDERS);
  const rest = folders.length - names.length;
  const words = rest > 0 ? [...names, `${rest} more ${rest === 1 ? 'folder' : 'folders'}`] : names;
  const name = words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).toWellFormed()}…`;
}

/** Folders by the number of their files; those below a folder that has files itself count for it. */
function countFolders(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.split('/').slice(0, -1).join('/');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  for (const folder of [...counts.keys()].toSorted((left, right) => right.length - left.length)) {
    const above = [...counts.keys()].find(
      (other) => other !== folder && other !== '' && folder.startsWith(`${other}/`),
    );
    if (above === undefined) continue;
    counts.set(above, (counts.get(above) ?? 0) + (counts.get(folder) ?? 0));
    counts.delete(folder);
  }
  return [...counts]
    .toSorted(([left, one], [right, other]) => other - one || compareText(left, right))
    .map(([folder]) => (folder === '' ? 'the root' : folder));
}
