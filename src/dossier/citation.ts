import { asCell } from './cell.ts';
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
 * Finds an exact quote in the dossier, white space and copied line numbers aside: in the named file first, elsewhere
 * only when one file alone holds it; an added line is preferred to a removed one, a removed one to context. Null when
 * it is not there.
 */
export function findQuote(quote: string, path: string | null, citable: Citable): Citation | null {
  for (const wanted of wordingsOf(quote)) {
    const found = findWording(wanted, path, citable);
    if (found !== null) return found;
  }
  return null;
}

/** Mark, number and bar in front of a line of the dossier. */
const NUMBERED = /^\s*[-+~]?\s*\d+\s*\| ?/;
/** The mark alone, as in a diff. */
const MARKED = /^\s*[-+]/;

/** What a quote may mean, the literal reading first: as it stands, without copied line numbers, without diff marks. */
function wordingsOf(quote: string): readonly string[] {
  const lines = quote.split('\n').filter((line) => line.trim() !== '');
  const readings = [
    lines,
    lines.map((line) => line.replace(NUMBERED, '')),
    lines.map((line) => line.replace(MARKED, '')),
  ];
  const wordings = readings.map((some) => some.map(collapse).join(' ').trim());
  return [...new Set(wordings)].filter((wording) => wording.replaceAll(' ', '').length >= SHORTEST);
}

function findWording(wanted: string, path: string | null, { parts, coverageRows }: Citable): Citation | null {
  const named = path === null ? [] : parts.filter((part) => isNamed(part, path));
  const inNamed = best(named.flatMap((part) => occurrences(part, wanted)));
  if (inNamed !== null) return inNamed;
  const anywhere = parts.flatMap((part) => occurrences(part, wanted));
  const isUnique = new Set(anywhere.map(({ citation }) => citation.path)).size === 1;
  return isUnique ? best(anywhere) : findRow(wanted, path, coverageRows);
}

/** Models write a path with `./` or `a/` before it, a line number behind it, as its title does, or the id of the part. */
function isNamed(part: DossierPart, name: string): boolean {
  const bare = name.trim().replace(/:\d+(?:-\d+)?$/, '');
  return (
    [name, bare, bare.replace(/^(?:\.?\/|[ab]\/)/, '')].includes(part.path) ||
    [asCell(part.path), part.id].includes(bare)
  );
}

interface Occurrence {
  readonly citation: Citation;
  /** What the cited lines are, the strongest first. */
  readonly weight: 'added' | 'removed' | 'context';
}

function best(found: readonly Occurrence[]): Citation | null {
  const weights = ['added', 'removed', 'context'] as const;
  const ranked = weights.map((weight) => found.find((one) => one.weight === weight));
  return ranked.find((one) => one !== undefined)?.citation ?? null;
}

function occurrences(part: DossierPart, wanted: string): readonly Occurrence[] {
  const after = search(part.lines, '-', wanted);
  const before = search(part.lines, '+', wanted);
  const found = [...after, ...before.filter((run) => run.some(({ mark }) => mark === '-'))];
  if (found.length > 0) return found.map((run) => occurrence(part, run));
  // What the dossier shows side by side, old and new lines mixed; and neighbours that an added line has parted since.
  return [...search(part.lines, null, wanted), ...before].map((run) => occurrence(part, run));
}

/** Lines are numbered on the side on which they stand; a run that holds both sides is cited by what stands now. */
function occurrence({ path }: DossierPart, run: readonly PartLine[]): Occurrence {
  const quote = run.map(({ text }) => text).join('\n');
  const isAdded = run.some(({ mark }) => mark === '+');
  const removed = run.filter(({ mark }) => mark === '-');
  if (!isAdded && removed.length > 0) {
    return { weight: 'removed', citation: { path, ...rangeOf(removed), side: 'before', quote } };
  }
  const standing = run.filter(({ mark }) => mark !== '-');
  return { weight: isAdded ? 'added' : 'context', citation: { path, ...rangeOf(standing), side: 'after', quote } };
}

function rangeOf(run: readonly PartLine[]): Pick<Citation, 'line' | 'endLine'> {
  return { line: run[0]?.number ?? null, endLine: run.at(-1)?.number ?? null };
}

/** Without removed lines the text after the change, without added ones the text before it, else all that is shown. */
type Side = '-' | '+' | null;

/** One side of a part as a single text, and where in it each line begins. */
interface Stream {
  readonly text: string;
  readonly starts: readonly number[];
  readonly lines: readonly PartLine[];
}

/** The runs of lines that hold the wanted text; one for each line in which it begins. */
function search(lines: readonly PartLine[], without: Side, wanted: string): readonly (readonly PartLine[])[] {
  const stream = streamOf(lines, without);
  const runs: (readonly PartLine[])[] = [];
  let at = stream.text.indexOf(wanted);
  while (at >= 0) {
    const first = lineAt(stream.starts, at);
    runs.push(stream.lines.slice(first, lineAt(stream.starts, at + wanted.length - 1) + 1));
    at = stream.text.indexOf(wanted, stream.starts[first + 1] ?? stream.text.length);
  }
  return runs;
}

/** A stream is made once: a session looks up some hundred quotes, and those that are not there in every part. */
const made = new WeakMap<readonly PartLine[], Map<Side, Stream>>();

function streamOf(lines: readonly PartLine[], without: Side): Stream {
  const ofPart = made.get(lines) ?? new Map<Side, Stream>();
  const stream = ofPart.get(without) ?? makeStream(lines, without);
  made.set(lines, ofPart.set(without, stream));
  return stream;
}

function makeStream(lines: readonly PartLine[], without: Side): Stream {
  const starts: number[] = [];
  const kept: PartLine[] = [];
  let text = '';
  let joint = '';
  for (const line of lines) {
    // A line break matches nothing in a quote: what stands on both sides of a gap is not one passage.
    if (line.mark === '~') joint = '\n';
    if (line.mark === without || line.mark === '~' || line.text.trim() === '') continue;
    text += joint;
    starts.push(text.length);
    text += collapse(line.text);
    kept.push(line);
    joint = ' ';
  }
  return { text, starts, lines: kept };
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

/** A row is cited by its path or by two of its cells; one word of it could stand for any row. */
function findRow(wanted: string, path: string | null, rows: Citable['coverageRows']): Citation | null {
  const held = rows.filter((row) => collapse(row.path) === wanted || collapse(row.row).includes(wanted));
  const paths = held.flatMap((row) => [row.path, asCell(row.path)].map(collapse));
  const isTelling = wanted.includes(' | ') || paths.some((one) => wanted.includes(one));
  if (!isTelling) return null;
  const named = held.find((one) => path !== null && [one.path, asCell(one.path)].includes(path));
  const row = named ?? (held.length === 1 ? held[0] : undefined);
  if (row === undefined) return null;
  return { path: row.path, line: null, endLine: null, side: 'after', quote: row.row };
}

function collapse(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
