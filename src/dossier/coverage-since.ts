import { assembleCoverage, type Coverage, type FileCoverage } from './coverage.ts';

/** How much was read of a change in two reviews. */
export interface CoveredInPart {
  /** What reading the whole change now would have covered. */
  readonly whole: Coverage;
  /** What the earlier reviews covered, at their commit. */
  readonly before: { readonly coverage: Coverage; readonly head: string };
  /** What this review reads of what changed since. */
  readonly delta: Coverage;
  /** Earlier paths of files by the later ones. */
  readonly renames: ReadonlyMap<string, string>;
}

/**
 * The coverage of a change that was read in parts: a file that has not changed since counts as it was read then, any
 * other as far as both its earlier lines and its new ones were read.
 */
export function coverSince({ whole, before, delta, renames }: CoveredInPart): Coverage {
  const then = new Map(before.coverage.files.map((row) => [row.path, row]));
  const now = new Map(delta.files.map((row) => [row.path, row]));
  return assembleCoverage(
    whole.files.map((row) => {
      const earlier = then.get(row.path) ?? then.get(renames.get(row.path) ?? '');
      const again = now.get(row.path);
      if (again === undefined) return earlier === undefined ? row : keptRow(row, earlier, before.head);
      return joinedRow(row, { earlier, again, head: before.head });
    }),
  );
}

/** A file that stands as it was read. */
function keptRow(row: FileCoverage, earlier: FileCoverage, head: string): FileCoverage {
  if (row.reading === 'listed') return row;
  const missed = missedIn(earlier);
  const { reading, reason } = earlier;
  return {
    ...row,
    reading,
    reason,
    read_lines: Math.max(0, row.changed_lines - missed),
    read_at: earlier.read_at ?? head,
  };
}

interface ReadTwice {
  readonly earlier: FileCoverage | undefined;
  readonly again: FileCoverage;
  readonly head: string;
}

/** A file that changed since: what was missed then and now is unread, if it is still there. */
function joinedRow(row: FileCoverage, { earlier, again, head }: ReadTwice): FileCoverage {
  if (row.reading === 'listed' || row.reading === 'unread') return row;
  if (again.reading === 'listed' || again.reading === 'unread') {
    const { reading, reason } = again;
    return reading === 'listed' ? keptRow(row, earlier ?? row, head) : { ...row, reading, reason, read_lines: 0 };
  }
  const missed = (earlier === undefined ? 0 : missedIn(earlier)) + missedIn(again);
  const read_lines = Math.max(0, row.changed_lines - missed);
  if (again.reading === 'whole') return { ...row, reading: 'whole', reason: null, read_lines };
  const rest = earlier === undefined ? '' : ', the rest in an earlier review';
  const reason = missed === 0 ? `what changed since was read${rest}` : (again.reason ?? earlier?.reason ?? null);
  return { ...row, reading: 'clipped', reason, read_lines };
}

function missedIn({ changed_lines, read_lines }: FileCoverage): number {
  return changed_lines - read_lines;
}
