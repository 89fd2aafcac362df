import { inTone, type Line, plainLines, type Span, type Tone } from './line.ts';
import { oneLine, widthOf, wrap } from './width.ts';

/** Where a verdict is written: every block is wrapped to this width. */
export interface Page {
  readonly width: number;
}

/** What stands before the first line of a block, and before the others. */
export interface Hanging {
  readonly first: Span;
  /** Columns that the other lines are indented. */
  readonly indent: number;
}

/** A text as wrapped lines. */
export function paragraph(text: string, page: Page, tone: Tone = 'plain'): readonly Line[] {
  return plainLines(wrap(oneLine(text), page.width), tone);
}

/** A text behind a mark, its further lines under its first word. */
export function hang(mark: string | Span, text: string, page: Page): readonly Line[] {
  const first = typeof mark === 'string' ? inTone(mark) : mark;
  return hangAt({ first, indent: widthOf(first.text) }, text, page);
}

/** A text behind a mark, its further lines indented as asked; on a narrow page the indent gives way. */
export function hangAt({ first, indent }: Hanging, text: string, { width }: Page): readonly Line[] {
  const room = Math.max(Math.ceil(width / 2), width - indent);
  const margin = ' '.repeat(Math.min(indent, width - room));
  const beside = Math.max(room, width - widthOf(first.text)) - Math.max(0, widthOf(first.text) - indent);
  const lines = wrap(oneLine(text), Math.max(1, Math.min(room, beside)));
  return lines.map((line, index) => (index === 0 ? [first, inTone(line)] : [inTone(margin + line)]));
}

/** Blocks under a heading, indented; nothing when there is no block. */
export function section(heading: string, blocks: readonly Line[], page: Page): readonly Line[] {
  return blocks.length === 0 ? [] : [...paragraph(heading, page, 'strong'), ...blocks];
}
