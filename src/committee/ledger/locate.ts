import type { FindingPlace } from '../finding.ts';
import { findRuns, type LineIndex, readLines } from './line-index.ts';

/** Where the cited code of an earlier finding stands at the new head. */
export type Located =
  /** The cited lines stand there as they were; their path and their numbers may be others. */
  | { readonly kind: 'unchanged'; readonly place: FindingPlace }
  /** The file is there and the cited lines are not; `line` is about where they stood, null when nobody can tell. */
  | { readonly kind: 'changed'; readonly path: string; readonly line: number | null }
  /** The file is not there any more. */
  | { readonly kind: 'gone' };

/** What findings are looked up in. */
export interface NewHead {
  /** The text of a file as the seats are shown it; null when it is not there or cannot be read. */
  readonly after: (path: string) => string | null;
  /** Later paths by the earlier ones. */
  readonly renames: ReadonlyMap<string, string>;
  /** The symbol around a line of a text after the change, null when there is none or the language is not read. */
  readonly symbolOf: (path: string, line: number) => string | null;
  /** The row of a file in the coverage table, null when it has none. */
  readonly rowOf: (path: string) => string | null;
}

/**
 * Gives the function that finds cited code at a new head. Lines are compared with their white space collapsed and
 * without blank ones; of several places the one in the same symbol counts, then the one nearest to the old line. A
 * removed line is unchanged as long as it has not come back, to its symbol where that is known. Each text is read once.
 */
export function locator(head: NewHead): (place: FindingPlace) => Located {
  const read = new Map<string, LineIndex | null>();
  const indexOf = (path: string) => {
    const known = read.get(path);
    if (known !== undefined) return known;
    const text = head.after(path);
    const index = text === null ? null : readLines(text);
    read.set(path, index);
    return index;
  };
  return (place) => {
    const path = head.renames.get(place.path) ?? place.path;
    if (place.line === null) return locateRow(place, path, head);
    const index = indexOf(path);
    const found = index === null ? null : nearest(place, path, { index, head });
    return place.side === 'before' ? locateRemoved(place, path, found) : locateLines(place, path, { index, found });
  };
}

function locateRow(place: FindingPlace, path: string, { rowOf }: NewHead): Located {
  const row = rowOf(path);
  if (row === null) return { kind: 'gone' };
  return row === place.quote ? { kind: 'unchanged', place: { ...place, path } } : { kind: 'changed', path, line: null };
}

interface Found {
  readonly line: number;
  readonly endLine: number;
  readonly symbol: string | null;
}

function locateRemoved(place: FindingPlace, path: string, found: Found | null): Located {
  const isElsewhere = place.symbol !== null && found?.symbol !== place.symbol;
  if (found === null || isElsewhere) return { kind: 'unchanged', place: { ...place, path } };
  return { kind: 'changed', path, line: found.line };
}

interface Looked {
  readonly index: LineIndex | null;
  readonly found: Found | null;
}

function locateLines(place: FindingPlace, path: string, { index, found }: Looked): Located {
  if (index === null) return { kind: 'gone' };
  if (found === null) {
    const line = place.line === null || index.count === 0 ? null : Math.min(place.line, index.count);
    return { kind: 'changed', path, line };
  }
  const { line, endLine, symbol } = found;
  return { kind: 'unchanged', place: { ...place, path, line, end_line: endLine, symbol } };
}

interface Searched {
  readonly index: LineIndex;
  readonly head: NewHead;
}

/** The symbol is asked for at a few places only: a line that stands everywhere says little about its symbol. */
const MOST_SYMBOLS = 50;

function nearest(place: FindingPlace, path: string, { index, head }: Searched): Found | null {
  const old = place.line ?? 0;
  const runs = [...findRuns(index, place.quote)];
  runs.sort((one, other) => Math.abs(one.line - old) - Math.abs(other.line - old) || one.line - other.line);
  const near = runs.slice(0, MOST_SYMBOLS).map((run) => ({ ...run, symbol: head.symbolOf(path, run.line) }));
  const inSymbol = place.symbol === null ? undefined : near.find(({ symbol }) => symbol === place.symbol);
  return inSymbol ?? near[0] ?? null;
}
