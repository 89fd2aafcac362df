import type { Change, ChangedFile, Place } from '../change/change.ts';

/**
 * The line after the change at which a place is shown: its own; of a removed line the one that follows it now, else
 * the one before it. 1 where the file is gone or nothing is left around it.
 */
export function locateHit({ path, line, side }: Place, { files }: Pick<Change, 'files'>): number {
  if (side === 'after') return line;
  const file = files.find((one) => one.path === path);
  return file === undefined || file.status === 'deleted' ? 1 : afterRemoved(file, line);
}

function afterRemoved({ hunks }: ChangedFile, line: number): number {
  const hunk = hunks.find(({ oldStart, oldLines }) => oldStart <= line && line < oldStart + oldLines);
  if (hunk === undefined) return shifted(hunks, line);
  const at = hunk.lines.findIndex(({ before }) => before === line);
  const below = hunk.lines.slice(at).find(({ after }) => after !== null);
  const above = hunk.lines.slice(0, at).findLast(({ after }) => after !== null);
  return Math.max(1, below?.after ?? above?.after ?? hunk.newStart);
}

/** A line outside of every hunk is unchanged and only moves by what was added and removed above it. */
function shifted(hunks: ChangedFile['hunks'], line: number): number {
  const above = hunks.filter(({ oldStart, oldLines }) => oldStart + oldLines <= line);
  return Math.max(1, line + above.reduce((sum, { oldLines, newLines }) => sum + newLines - oldLines, 0));
}
