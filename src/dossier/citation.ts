import type { DossierPart, PartLine } from './part.ts';

/** Where a quote stands in the dossier. */
export interface Citation {
  readonly path: string;
  /** First and last line; null for a row of the coverage table, which has no line of its own. */
  readonly line: number | null;
  readonly endLine: number | null;
  readonly side: 'before' | 'after';
  /** The cited lines as they stand, without marks and numbers. */
  readonly quote: string;
}

/** What a quote may be taken from: the parts, and the coverage rows by path. */
export interface Citable {
  readonly parts: readonly DossierPart[];
  readonly coverageRows: readonly { readonly path: string; readonly row: string }[];
}

/** A shorter quote proves nothing: it would be found anywhere. */
const SHORTEST = 4;

/**
 * Finds an exact quote in the dossier, white space and line numbers aside: in the named file first, elsewhere
 * only when the quote stands in one place; a changed line is preferred to context. Null when it is not there.
 */
export function findQuote(quote: string, path: string | null, citable: Citable): Citation | null {
  const wanted = normaliseQuote(quote);
  if (wanted.replaceAll(' ', '').length < SHORTEST) return null;

  const named = path === null ? [] : citable.parts.filter((part) => isSamePath(part.path, path));
  const inNamed = best(named.flatMap((part) => occurrences(part, wanted)));
  if (inNamed !== null) return inNamed.citation;
  const anywhere = citable.parts.flatMap((part) => occurrences(part, wanted));
  if (new Set(anywhere.map(({ citation }) => `${citation.path}:${citation.line}`)).size === 1) return best(anywhere)?.citation ?? null;
  return findRow(wanted, citable);
}

/** A quote without the marks and line numbers a model may have copied, white space collapsed. */
export function normaliseQuote(quote: string): string {
  const lines = quote.split('\n').filter((line) => line.trim() !== '');
  const numbered = lines.length > 0 && lines.every((line) => PREFIX.test(line));
  const bare = numbered ? lines.map((line) => line.replace(PREFIX, '')) : lines;
  return bare.map(collapse).join(' ').trim();
}

const PREFIX = /^\s*[-+~]?\s*\d*\s*\| ?/;

interface Occurrence {
  readonly citation: Citation;
  readonly changed: boolean;
}

interface Stream {
  readonly text: string;
  /** Offset in `text` at which each line begins. */
  readonly starts: readonly number[];
  readonly lines: readonly PartLine[];
}

function occurrences(part: DossierPart, wanted: string): readonly Occurrence[] {
  const after = search(streamOf(part.lines, '-'), wanted).map((run) => asOccurrence(part, run, 'after'));
  if (after.length > 0) return after;
  return search(streamOf(part.lines, '+'), wanted).map((run) => asOccurrence(part, run, 'before'));
}

/** One side of a part as a single line of text: without removed lines the text after, without added ones the text before. */
function streamOf(lines: readonly PartLine[], without: '-' | '+'): Stream {
  const kept = lines.filter((line) => line.mark !== without && line.mark !== '~' && line.text.trim() !== '');
  const starts: number[] = [];
  let text = '';
  for (const line of kept) {
    if (text !== '') text += ' ';
    starts.push(text.length);
    text += collapse(line.text);
  }
  return { text, starts, lines: kept };
}

function search(stream: Stream, wanted: string): readonly (readonly PartLine[])[] {
  const runs: PartLine[][] = [];
  for (let at = stream.text.indexOf(wanted); at >= 0; at = stream.text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length - 1;
    const run = stream.lines.slice(lineAt(stream.starts, at), lineAt(stream.starts, end) + 1);
    if (runs.at(-1)?.[0] !== run[0]) runs.push(run);
  }
  return runs;
}

/** Index of the last line that begins at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function asOccurrence(part: DossierPart, run: readonly PartLine[], side: 'before' | 'after'): Occurrence {
  const mark = side === 'before' ? '-' : '+';
  return {
    changed: run.some((line) => line.mark === mark),
    citation: {
      path: part.path,
      line: run[0]?.number ?? null,
      endLine: run.at(-1)?.number ?? null,
      side,
      quote: run.map((line) => line.text).join('\n'),
    },
  };
}

function best(found: readonly Occurrence[]): Occurrence | null {
  return found.find(({ changed }) => changed) ?? found[0] ?? null;
}

function findRow(wanted: string, citable: Citable): Citation | null {
  const rows = citable.coverageRows.filter(({ row }) => collapse(row).includes(wanted));
  const [row] = rows;
  if (row === undefined || rows.length > 1) return null;
  return { path: row.path, line: null, endLine: null, side: 'after', quote: row.row };
}

function isSamePath(left: string, right: string): boolean {
  return left === right.replace(/^(\.?\/|[ab]\/)/, '') || left === right;
}

function collapse(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
