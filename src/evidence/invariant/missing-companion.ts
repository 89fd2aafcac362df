import { type Glob, matchesAny, matchesGlob } from '../../kernel/glob.ts';
import type { FileOutline } from '../scene.ts';
import { type Breach, type FindBreaches, nameOf } from './breach.ts';

/**
 * Finds a file that changes without what has to change with it: one breach on its first changed line, its first line where
 * no line is known. A file that is added, removed or moved changes too, under both its names.
 */
export const findMissingCompanions: FindBreaches<'require-together'> = ({ file, change }, { files }, record) => {
  const touched = change.files.flatMap(pathsOf);
  const missing = files.filter((glob) => !touched.some((path) => matchesGlob(path, glob)));
  if (missing.length === 0) return [];
  const names = missing.map((glob) => `\`${glob}\``).join(' and ');
  const says = `\`${file.path}\` changes, and ${names} does not, which ${nameOf(record)} wants together.`;
  const mend = `Change ${names} in the same pull request.`;
  return [{ ...firstChange(file), says, mend }];
};

/** Whether one of the names of a changed file matches one of some patterns. */
export function isTouched(file: FileOutline, globs: readonly Glob[]): boolean {
  return pathsOf(file).some((path) => matchesAny(path, globs));
}

function pathsOf({ path, previousPath }: FileOutline): readonly string[] {
  return previousPath === null ? [path] : [path, previousPath];
}

function firstChange({ status, hunks }: FileOutline): Pick<Breach, 'line' | 'side'> {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const added = lines.find(({ kind }) => kind === 'added')?.after;
  if (typeof added === 'number') return { line: added, side: 'after' };
  const removed = lines.find(({ kind }) => kind === 'removed')?.before;
  if (typeof removed === 'number') return { line: removed, side: 'before' };
  return { line: 1, side: status === 'deleted' ? 'before' : 'after' };
}
