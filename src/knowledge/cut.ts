import { anchorSections } from './anchor.ts';
import { blockAtoms, type Span } from './block.ts';
import type { Heading } from './heading.ts';
import { findHeadings } from './heading-lines.ts';
import type { Piece } from './passage.ts';
import { readSource, type Source } from './source.ts';

/** Changes whenever the same text would be cut in another way, so that what was kept is cut anew. */
export const CUTTER_VERSION = '1';

const LONGEST_PIECE = 1_200;

/**
 * Cuts Markdown at its headings into pieces of at most 1,200 characters, which are the characters of the text as they
 * stand there. Code, tables and paragraphs stay whole where they fit, sentences always, unless one alone is longer than
 * a piece. Front matter and comments are left out; all else stands in exactly one piece, in the order of the text.
 */
export function cutPieces(text: string): readonly Piece[] {
  const source = readSource(text);
  const headings = findHeadings(source);
  return sectionsOf(source, headings).flatMap((section) => cutSection(source, section));
}

/** What stands from one heading to the next. */
interface Section {
  readonly headings: readonly string[];
  readonly anchor: string;
  /** Indexes of its first line and of the one behind its last. */
  readonly from: number;
  readonly to: number;
  /** Index of the first line behind its heading. */
  readonly body: number;
}

/** A heading that has nothing but deeper headings below it begins the section of the first of them. */
function sectionsOf(source: Source, headings: readonly Heading[]): readonly Section[] {
  const anchors = anchorSections(headings.map(({ title }) => title));
  const path: Heading[] = [];
  const sections: Section[] = [
    { headings: [], anchor: '', from: 0, to: headings[0]?.from ?? source.lines.length, body: 0 },
  ];
  let waiting: number | null = null;
  for (const [index, heading] of headings.entries()) {
    while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
    path.push(heading);
    const next = headings[index + 1];
    const to = next?.from ?? source.lines.length;
    const from: number = waiting ?? heading.from;
    waiting = next !== undefined && next.level > heading.level && isBlank(source, heading.to, to) ? from : null;
    if (waiting !== null) continue;
    sections.push({
      headings: path.map(({ title }) => title),
      anchor: anchors[index] ?? '',
      from,
      to,
      body: heading.to,
    });
  }
  return sections;
}

function isBlank({ lines }: Source, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (lines[at]?.isBlank === false) return false;
  return true;
}

function cutSection(source: Source, { headings, anchor, from, to, body }: Section): readonly Piece[] {
  const atoms = blockAtoms(source, { from, to, body }, LONGEST_PIECE);
  return pack(atoms).map(({ start, end }, index) => ({
    headings,
    anchor,
    part: index + 1,
    line: source.lineAt(start),
    endLine: source.lineAt(end - 1),
    text: source.text.slice(start, end),
  }));
}

/** As few pieces as fit, of about the same length. */
function pack(atoms: readonly Span[]): readonly Span[] {
  const first = atoms[0];
  const last = atoms.at(-1);
  if (first === undefined || last === undefined) return [];
  let left = Math.ceil((last.end - first.start) / LONGEST_PIECE);
  const pieces: Span[] = [];
  let open = first;
  for (const atom of atoms.slice(1)) {
    const target = (last.end - open.start) / Math.max(1, left);
    const grown = atom.end - open.start;
    const isNearer = grown - target <= target - (open.end - open.start);
    if (grown <= LONGEST_PIECE && isNearer) open = { start: open.start, end: atom.end };
    else {
      pieces.push(open);
      left -= 1;
      open = atom;
    }
  }
  return [...pieces, open];
}
