import type { SourceBlock, SourceLine } from '../../kernel/markdown/reading/source-block.ts';
import { withoutMarks } from '../../kernel/markdown/reading/text-block.ts';
import type { RecordWords } from '../record.ts';

/** A line of a head such as `Status: accepted`, with what stands behind the colon. */
export interface HeadLine extends RecordWords {
  /** The lines of the value with their links: the rest of its own line, and what follows in its paragraph. */
  readonly value: readonly SourceLine[];
}

/** The first list line with one of the labels before the first section: `* Status: accepted`. */
export function findListLine(blocks: readonly SourceBlock[], label: RegExp): HeadLine | null {
  for (const block of beforeSections(blocks)) {
    if (block.kind !== 'text' || !block.startsItem) continue;
    const found = valueBehind(block.lines, label);
    if (found !== null) return found;
  }
  return null;
}

/** The first line with one of the labels before the first section, in a list or not: `Date: 2024-02-29`. */
export function findLine(blocks: readonly SourceBlock[], label: RegExp): HeadLine | null {
  for (const block of beforeSections(blocks)) {
    if (block.kind !== 'text' || block.isCell) continue;
    for (const index of block.lines.keys()) {
      const found = valueBehind(block.lines.slice(index), label);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The first text of some blocks, as it would stand behind a colon. */
export function firstText(blocks: readonly SourceBlock[]): HeadLine | null {
  for (const block of blocks) {
    if (block.kind !== 'text') continue;
    const start = block.lines.findIndex((line) => plainOf(line) !== '');
    const value = block.lines.slice(start);
    const [first] = value;
    if (start >= 0 && first !== undefined) return { text: plainOf(first), line: first.line, value };
  }
  return null;
}

/** The words of a line without marks, and without what stands in a code span or an image. */
export function plainOf({ pieces }: SourceLine): string {
  const seen = pieces.filter(({ kind }) => kind === 'text' || kind === 'link');
  return withoutMarks(seen.map(({ text }) => text).join('')).trim();
}

/** The words of a line as a reader sees them, also those in code spans. */
export function shownOf({ pieces }: SourceLine): string {
  return pieces.map(({ kind, text }) => (kind === 'text' || kind === 'link' ? withoutMarks(text) : text)).join('');
}

/** What stands before the first heading of level 2 or deeper. */
function beforeSections(blocks: readonly SourceBlock[]): readonly SourceBlock[] {
  const end = blocks.findIndex((block) => block.kind === 'heading' && block.level > 1);
  return end < 0 ? blocks : blocks.slice(0, end);
}

/** The label may be emphasised, with its colon or without; the value keeps its links. */
function valueBehind([first, ...others]: readonly SourceLine[], label: RegExp): HeadLine | null {
  const [piece, ...pieces] = first?.pieces ?? [];
  if (first === undefined || piece?.kind !== 'text') return null;
  const words = withoutMarks(piece.text);
  const [written] = label.exec(words) ?? [];
  if (written === undefined) return null;
  const rest = { line: first.line, pieces: [{ kind: 'text' as const, text: words.slice(written.length) }, ...pieces] };
  return { text: plainOf(rest), line: first.line, value: [rest, ...others] };
}
