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
  /** Whether a file is there and cannot be read, so that its findings are not taken for gone; left out, none is. */
  readonly isUnread?: (path: string) => boolean;
  /** Later paths by the earlier ones. */
  readonly renames: ReadonlyMap<string, string>;
  /** The symbol around a line of a text after the change, null when there is none or the language is not read. */
  readonly symbolOf: (path: string, line: number) => string | null;
  /** The row of a file in the coverage table, null when it has none. */
  readonly rowOf: (path: string) => string | null;
}

/** A new head with its texts read so far. */
export interface OpenHead {
  readonly locate: (place: FindingPlace) => Located;
  /** The places that read as the quote does, the likeliest first. */
  readonly candidates: (place: FindingPlace) => readonly Found[];
}

/** Lines that read as a quote does. */
export interface Found {
  readonly line: number;
  readonly endLine: number;
  readonly symbol: string | null;
}

/** Gives the function that finds cited code at a new head. */
export function locator(head: NewHead): OpenHead['locate'] {
  return openHead(head).locate;
}

/**
 * Opens a new head, in which cited code is found. Lines are compared with their white space collapsed and without blank
 * ones; of several places the one in the same symbol counts, then the one nearest to the old line. A removed line is
 * unchanged as long as it has not come back, to its symbol where that is known. Each text is read once.
 */
export function openHead(head: NewHead): OpenHead {
  const read = new Map<string, LineIndex | null>();
  const indexOf = (path: string) => {
    const known = read.get(path);
    if (known !== undefined) return known;
    const text = head.after(path);
    const index = text === null ? null : readLines(text);
    read.set(path, index);
    return index;
  };
  const candidates = (place: FindingPlace) => {
    const path = head.renames.get(place.path) ?? place.path;
    const index = indexOf(path);
    return index === null ? [] : nearest(place, path, { index, head });
  };
  const locate = (place: FindingPlace): Located => {
    const path = head.renames.get(place.path) ?? place.path;
    if (place.line === null) return locateRow(place, path, head);
    const index = indexOf(path);
    const found = candidates(place)[0] ?? null;
    if (place.side === 'before') return locateRemoved(place, path, found);
    if (index === null)
      return head.isUnread?.(path) === true ? { kind: 'changed', path, line: null } : { kind: 'gone' };
    return found === null ? changedAt(place, path, index) : unchangedAt(place, path, found);
  };
  return { locate, candidates };
}

/** The cited lines as they stand at a place now. */
export function unchangedAt(place: FindingPlace, path: string, { line, endLine, symbol }: Found): Located {
  return { kind: 'unchanged', place: { ...place, path, line, end_line: endLine, symbol } };
}

function changedAt({ line }: FindingPlace, path: string, { count }: LineIndex): Located {
  return { kind: 'changed', path, line: line === null || count === 0 ? null : Math.min(line, count) };
}

function locateRow(place: FindingPlace, path: string, { rowOf }: NewHead): Located {
  const row = rowOf(path);
  if (row === null) return { kind: 'gone' };
  return row === place.quote ? { kind: 'unchanged', place: { ...place, path } } : { kind: 'changed', path, line: null };
}

function locateRemoved(place: FindingPlace, path: string, found: Found | null): Located {
  const isElsewhere = place.symbol !== null && found?.symbol !== place.symbol;
  if (found === null || isElsewhere) return { kind: 'unchanged', place: { ...place, path } };
  return { kind: 'changed', path, line: found.line };
}

interface Searched {
  readonly index: LineIndex;
  readonly head: NewHead;
}

/** The symbol is asked for at a few places only: a line that stands everywhere says little about its symbol. */
const MOST_SYMBOLS = 50;

function nearest(place: FindingPlace, path: string, { index, head }: Searched): readonly Found[] {
  const old = place.line ?? 0;
  const runs = [...findRuns(index, place.quote)];
  runs.sort((one, other) => Math.abs(one.line - old) - Math.abs(other.line - old) || one.line - other.line);
  const near = runs.slice(0, MOST_SYMBOLS).map((run) => ({ ...run, symbol: head.symbolOf(path, run.line) }));
  const isInSymbol = ({ symbol }: Found) => place.symbol !== null && symbol === place.symbol;
  return [...near.filter(isInSymbol), ...near.filter((one) => !isInSymbol(one))];
}
