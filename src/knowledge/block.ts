import { findSentences } from './sentence.ts';
import type { Source, SourceLine } from './source.ts';

/** A stretch of a text, from its first character to the one behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines of a section by their indexes; `body` is the first one below its heading. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
  readonly body: number;
}

/**
 * The stretches of a section that are not cut: its blocks where they fit, otherwise lines of code, rows, items and
 * sentences; a sentence too long for a piece is cut where it hurts least. A heading, and a line that ends in a colon,
 * stay with what follows where both fit.
 */
export function blockAtoms(source: Source, range: LineRange, longest: number): readonly Span[] {
  const blocks = blocksOf(source.lines, range);
  const atoms = blocks.flatMap((block) => atomsOf(source, block, longest));
  return joinLeads(source, atoms, { headEnd: source.lines[range.body - 1]?.end ?? 0, longest });
}

interface Block {
  readonly kind: 'code' | 'lines' | 'text';
  readonly lines: readonly SourceLine[];
}

function blocksOf(lines: readonly SourceLine[], { from, to, body }: LineRange): readonly Block[] {
  const blocks: Block[] = [];
  let open: SourceLine[] = [];
  for (let at = from; at < to; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    const endsBlock = at === body || line.isCode !== lines[at - 1]?.isCode || (line.isBlank && !line.isCode);
    if (endsBlock && open.length > 0) {
      blocks.push(blockOf(open));
      open = [];
    }
    if (!line.isBlank || line.isCode) open.push(line);
  }
  return open.length === 0 ? blocks : [...blocks, blockOf(open)];
}

const ITEM = /^[ \t]*(?:[-+*•]|\d{1,9}[.)])(?:[ \t]|$)/;
const ROW = /^[ \t]*\|/;

/** A block whose first line is a row or an item is read by its rows and items; in any other a line end means nothing. */
function blockOf(lines: readonly SourceLine[]): Block {
  const first = lines[0]?.text ?? '';
  if (lines[0]?.isCode === true) return { kind: 'code', lines };
  const isTable = ROW.test(first) || /^[ \t:|-]*-[ \t:|-]*\|[ \t:|-]*$/.test((lines[1]?.text ?? '').slice(0, 500));
  return { kind: isTable ? 'lines' : 'text', lines };
}

function atomsOf({ text }: Source, { kind, lines }: Block, longest: number): readonly Span[] {
  const groups = fits(spanOf(lines), longest)
    ? [lines]
    : kind === 'text'
      ? itemsOf(lines)
      : lines.map((line) => [line]);
  return groups.flatMap((group) => {
    const span = trimmed(text, spanOf(group));
    if (span === null) return [];
    if (fits(span, longest)) return [span];
    const sentences = kind === 'text' ? sentencesOf(text, span) : [span];
    return sentences.flatMap((sentence) => (fits(sentence, longest) ? [sentence] : parted(text, sentence, longest)));
  });
}

function itemsOf(lines: readonly SourceLine[]): readonly (readonly SourceLine[])[] {
  const items: SourceLine[][] = [];
  for (const line of lines) {
    const open = items.at(-1);
    if (open === undefined || ITEM.test(line.text)) items.push([line]);
    else open.push(line);
  }
  return items;
}

function spanOf(lines: readonly SourceLine[]): Span {
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
}

function fits({ start, end }: Span, longest: number): boolean {
  return end - start <= longest;
}

/** Without the blanks at its end; null when there is nothing else. */
function trimmed(text: string, { start, end }: Span): Span | null {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last -= 1;
  return last === start ? null : { start, end: last };
}

function sentencesOf(text: string, { start, end }: Span): readonly Span[] {
  const starts = [0, ...findSentences(text.slice(start, end))];
  return starts.flatMap((from, index) => {
    const span = trimmed(text, { start: start + from, end: start + (starts[index + 1] ?? end - start) });
    return span === null ? [] : [span];
  });
}

/** Where a sentence may be cut that is longer than a piece: line ends first, then stronger marks before weaker ones. */
const WEAK_ENDS: readonly RegExp[] = [/[\r\n]+(?=[^\r\n])/g, /[;:] +/g, / [—–-] +/g, /, +/g, /\s+/g];

function parted(text: string, { start, end }: Span, longest: number): readonly Span[] {
  const parts: Span[] = [];
  let at = start;
  while (end - at > longest) {
    const next = at + weakEnd(text.slice(at, at + longest + 1), longest);
    const part = trimmed(text, { start: at, end: next });
    if (part !== null) parts.push(part);
    at = next;
  }
  const rest = trimmed(text, { start: at, end });
  return rest === null ? parts : [...parts, rest];
}

/** The last cut in the second half of a window; with none there, its end, but not within a pair of code units. */
function weakEnd(window: string, longest: number): number {
  for (const mark of WEAK_ENDS) {
    const ends = [...window.matchAll(mark)].map((match) => match.index + match[0].length);
    const last = ends.findLast((end) => end <= longest);
    if (last !== undefined && last > longest / 2) return last;
  }
  return /[\ud800-\udbff]/.test(window[longest - 1] ?? '') ? longest - 1 : longest;
}

interface Leads {
  /** Where the heading ends. */
  readonly headEnd: number;
  readonly longest: number;
}

function joinLeads({ text }: Source, atoms: readonly Span[], { headEnd, longest }: Leads): readonly Span[] {
  const joined: Span[] = [];
  for (const atom of atoms) {
    const lead = joined.at(-1);
    const leads = lead !== undefined && (lead.end <= headEnd || text[lead.end - 1] === ':');
    if (leads && atom.end - lead.start <= longest) joined[joined.length - 1] = { start: lead.start, end: atom.end };
    else joined.push(atom);
  }
  return joined;
}
