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
export function locateRemoved(place: FindingPlace, path: string, found: Found | null): Located {
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
