import type { Finding, FindingPlace } from '../finding.ts';
import { normaliseQuote } from '../finding-id.ts';
import { findRuns, type LineIndex, type LineRun, readLines } from './line-index.ts';
import { type Located, unchangedAt } from './locate.ts';

/** A file that changed since the baseline. */
export interface ChangedText {
  readonly path: string;
  readonly text: string;
  /** Numbers of its lines that are new. */
  readonly lines: ReadonlySet<number>;
}

/** Where code may have gone. */
export interface NewTexts {
  readonly texts: readonly ChangedText[];
  /** The symbol around a line after the change, null when there is none or the language is not read. */
  readonly symbolOf: (path: string, line: number) => string | null;
}

/** A quote with fewer letters could stand anywhere by chance. */
const SHORTEST = 20;

/**
 * Follows code that went to another file: a finding whose lines are gone from its own file stands where they are found on
 * new lines of another one, if that is one place alone and no finding of its kind stands there already.
 */
export function followMoved(
  findings: readonly Finding[],
  located: ReadonlyMap<string, Located>,
  { texts, symbolOf }: NewTexts,
): ReadonlyMap<string, Located> {
  const indexes = new Map<string, LineIndex>();
  const indexOf = ({ path, text }: ChangedText) => {
    const index = indexes.get(path) ?? readLines(text);
    indexes.set(path, index);
    return index;
  };
  const followed = new Map(located);
  const taken = new Set(findings.map((finding) => spotOf(finding, located.get(finding.id))));
  for (const finding of findings) {
    const { place } = finding;
    const found = located.get(finding.id);
    if (place === null || !hasLeft(place, found)) continue;
    const spots = texts
      .filter(({ path }) => path !== place.path)
      .flatMap((text) => newRuns(indexOf(text), place.quote, text).map((run) => ({ path: text.path, run })));
    const [spot] = spots;
    if (spot === undefined || spots.length > 1) continue;
    const { path, run } = spot;
    const now = unchangedAt(place, path, { ...run, symbol: symbolOf(path, run.line) });
    if (taken.has(spotOf(finding, now))) continue;
    taken.add(spotOf(finding, now));
    followed.set(finding.id, now);
  }
  return followed;
}

function hasLeft({ quote, line, side }: FindingPlace, found: Located | undefined): boolean {
  if (found === undefined || found.kind === 'unchanged' || line === null || side === 'before') return false;
  return normaliseQuote(quote).replaceAll(' ', '').length >= SHORTEST;
}

function newRuns(index: LineIndex, quote: string, { lines }: ChangedText): readonly LineRun[] {
  return findRuns(index, quote).filter(({ line, endLine }) => {
    for (let at = line; at <= endLine; at += 1) if (!lines.has(at)) return false;
    return true;
  });
}

/** What a finding is about, and where; two of one kind never stand on the same line. */
function spotOf({ rule, code }: Finding, found: Located | undefined): string {
  if (found?.kind !== 'unchanged') return '';
  return JSON.stringify([rule ?? code, found.place.path, found.place.line]);
}
