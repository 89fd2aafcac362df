import { inTone, type Line, plainLines, type Span, type Tone } from './line.ts';
import { oneLine, widthOf, wrap } from './width.ts';

/** Where a verdict is written: every block is wrapped to this width, in columns. */
export interface Page {
  readonly width: number;
}

/** A text as wrapped lines. */
export function paragraph(text: string, { width }: Page, tone: Tone = 'plain'): readonly Line[] {
  return plainLines(wrap(oneLine(text), width), tone);
}

/** A text behind a short mark, its further lines under its first word. */
export function hang(mark: string | Span, text: string, { width }: Page): readonly Line[] {
  const first = typeof mark === 'string' ? inTone(mark) : mark;
  const indent = widthOf(first.text);
  const lines = wrap(oneLine(text), Math.max(1, width - indent));
  return lines.map((line, index) => [index === 0 ? first : inTone(' '.repeat(indent)), inTone(line)]);
}

/** Lines under a heading; nothing when there are none. */
export function section(heading: string, lines: readonly Line[], page: Page): readonly Line[] {
  return lines.length === 0 ? [] : [...paragraph(heading, page, 'strong'), ...lines];
}

/** As many as there is room for, and how many are left in the session file. */
export function upTo<T>(
  all: readonly T[],
  most: number,
  draw: (one: T, index: number) => readonly Line[],
): readonly Line[] {
  const left = all.length - most;
  const rest = left > 0 ? plainLines([`  … ${left} more in the session file`]) : [];
  return [...all.slice(0, most).flatMap(draw), ...rest];
}
