import { classifyText } from '../change/file-kind.ts';
import { matchesAny } from '../kernel/glob.ts';
import type { FileOutline, FileScene, Found } from './scene.ts';

/**
 * Finds a critical file that changes in a change without any test: one hit on its first added line, or on its first
 * removed one where nothing is added. A test that is deleted tests nothing; a critical file that only moves is the same
 * code; documents in a critical folder need no test.
 */
export function findUntestedCritical({ file, change, surroundings }: FileScene): readonly Found[] {
  const paths = file.previousPath === null ? [file.path] : [file.path, file.previousPath];
  const isCritical = paths.some((path) => needsTest(path) && matchesAny(path, surroundings.critical));
  if (!isCritical || change.files.some(changesTest)) return [];
  const at = firstChange(file);
  return at === null ? [] : [at];
}

function needsTest(path: string): boolean {
  const { kind } = classifyText(path, null);
  return kind === 'implementation' || kind === 'config';
}

function changesTest(file: FileOutline): boolean {
  return file.status !== 'deleted' && classifyText(file.path, null).kind === 'test' && firstChange(file) !== null;
}

/** Where a file first changes; its first line when its lines are unknown; null when none of its lines changes. */
function firstChange({ status, binary, unreadable, hunks }: FileOutline): Found | null {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const added = lines.find(({ kind }) => kind === 'added')?.after;
  if (typeof added === 'number') return { line: added, side: 'after' };
  const removed = lines.find(({ kind }) => kind === 'removed')?.before;
  if (typeof removed === 'number') return { line: removed, side: 'before' };
  const isUnseen = binary || unreadable !== null || status === 'deleted';
  return isUnseen ? { line: 1, side: status === 'deleted' ? 'before' : 'after' } : null;
}
