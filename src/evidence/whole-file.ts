import type { ChangedFile, FileStatus } from '../change/change.ts';
import { compareTexts } from '../change/compare-texts.ts';

/** A file between two texts, of which one may be null. */
export function changedFile(path: string, before: string | null, after: string | null): ChangedFile {
  const status: FileStatus = before === null ? 'added' : after === null ? 'deleted' : 'modified';
  const hunks = compareTexts(before ?? '', after ?? '');
  return { path, previousPath: null, status, binary: false, before, after, hunks, unreadable: null };
}
