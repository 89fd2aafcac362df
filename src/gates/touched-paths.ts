import type { Change, ChangedFile } from '../change/change.ts';

/** Every path that a change touches; a rename touches both of its paths. */
export function touchedPaths({ files }: Change): readonly string[] {
  return files.flatMap(pathsOf);
}

/** The path of a changed file, and the one before a rename. */
export function pathsOf({ path, previousPath }: ChangedFile): readonly string[] {
  return previousPath === null ? [path] : [path, previousPath];
}
