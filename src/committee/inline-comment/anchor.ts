import { type HunkRange, liesWithin } from '../../change/hunk-range.ts';
import type { Finding } from '../finding.ts';

/** A file of a pull request's diff, with the lines that may be commented on. */
export interface DiffFile {
  readonly path: string;
  /** The path before a rename, otherwise null. */
  readonly previousPath: string | null;
  /** Empty where the host shows no patch: a binary or a very long file. */
  readonly hunks: readonly HunkRange[];
}

/** Where a comment is put. */
export type Anchor = LineAnchor | FileAnchor;

/** Lines of one hunk, on the side before or after the change. */
export interface LineAnchor {
  readonly kind: 'lines';
  readonly path: string;
  readonly side: 'before' | 'after';
  readonly first: number;
  readonly last: number;
}

/** A file as a whole. */
export interface FileAnchor {
  readonly kind: 'file';
  readonly path: string;
}

/**
 * Where a finding can be shown on a diff: at the lines of its quote where they lie within one hunk of its side, else at
 * its file where that is part of the diff; null when it is not.
 */
export function anchorOf({ place }: Pick<Finding, 'place'>, diff: readonly DiffFile[]): Anchor | null {
  if (place === null) return null;
  const { line, end_line, side } = place;
  const file = diff.find((one) => nameOn(one, side) === place.path);
  if (file === undefined) return null;
  // The host names a file by its newest path on both sides.
  const { path, hunks } = file;
  if (line === null) return { kind: 'file', path };
  const last = Math.max(line, end_line ?? line);
  return liesWithin({ first: line, last }, side, hunks)
    ? { kind: 'lines', path, side, first: line, last }
    : { kind: 'file', path };
}

function nameOn({ path, previousPath }: DiffFile, side: 'before' | 'after'): string {
  return side === 'before' ? (previousPath ?? path) : path;
}
