import { folderOfGlob, type Glob } from '../kernel/glob.ts';

/** Whether no path can match both patterns, told from their folders and endings; false where that cannot be told. */
export function areDisjoint(one: Glob, other: Glob): boolean {
  return haveOtherFolders(folderOfGlob(one), folderOfGlob(other)) || haveOtherEndings(endingsOf(one), endingsOf(other));
}

/** A folder within the other one may hold the same paths; the root holds all. */
function haveOtherFolders(one: string, other: string): boolean {
  const [left, right] = [`${one}/`, `${other}/`];
  return one !== '' && other !== '' && !left.startsWith(right) && !right.startsWith(left);
}

function haveOtherEndings(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return false;
  return !one.some((left) => other.some((right) => left.endsWith(right) || right.endsWith(left)));
}

/** The endings that a file may have, as in `*.md` and `*.{ts,tsx}`; null where any may be, as below a folder. */
function endingsOf(glob: Glob): readonly string[] | null {
  const last = glob.slice(glob.lastIndexOf('/') + 1);
  const [, single] = /^\*(\.[\w.-]+)$/.exec(last) ?? [];
  if (single !== undefined) return [single];
  const [, choice] = /^\*\.\{([\w.,-]+)\}$/.exec(last) ?? [];
  return choice?.split(',').map((ending) => `.${ending}`) ?? null;
}
