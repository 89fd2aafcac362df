import type { ChangedFile } from '../../change/change.ts';

/** Which lines of a file a change removes, adds and keeps. */
export interface LineMap {
  readonly removed: ReadonlySet<number>;
  readonly added: ReadonlySet<number>;
  /** For each line before the change that it keeps, the number after it. */
  readonly kept: ReadonlyMap<number, number>;
}

/** Follows the lines of a file through a change; kept lines stay in their order. */
export function mapLines({ hunks, before }: ChangedFile): LineMap {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const removed = new Set(lines.flatMap((line) => (line.after === null && line.before !== null ? [line.before] : [])));
  const added = new Set(lines.flatMap((line) => (line.before === null && line.after !== null ? [line.after] : [])));
  const kept = new Map<number, number>();
  const count = before?.split('\n').length ?? 0;
  for (let old = 1, now = 1; old <= count; old += 1) {
    if (removed.has(old)) continue;
    while (added.has(now)) now += 1;
    kept.set(old, now);
    now += 1;
  }
  return { removed, added, kept };
}
