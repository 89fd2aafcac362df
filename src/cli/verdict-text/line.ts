import { styleText } from 'node:util';
import { clip, widthOf } from './width.ts';

/** What a piece of text means; a colour repeats it and never says it alone. */
export type Tone = 'plain' | 'strong' | 'good' | 'warning' | 'bad';

/** A piece of a line with its meaning. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** One line on a terminal, before it is cut and coloured. */
export type Line = readonly Span[];

/** Where lines are drawn. */
export interface Paper {
  readonly columns: number;
  readonly colours: boolean;
}

const STYLES = { strong: 'bold', good: 'green', warning: 'yellow', bad: 'red' } as const;

/** A line, or a piece of one, in one tone. */
export function inTone(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** Lines of one tone. */
export function plainLines(texts: readonly string[], tone: Tone = 'plain'): readonly Line[] {
  return texts.map((text) => [inTone(text, tone)]);
}

/** Columns that a line takes. */
export function lengthOf(line: Line): number {
  return widthOf(textOf(line));
}

/** Draws a line: never wider than the paper, coloured only where the paper takes colours. */
export function drawLine(line: Line, { columns, colours }: Paper): string {
  const spans = trimEnd(clipSpans(line, columns));
  return spans.map(({ text, tone }) => (colours && tone !== 'plain' ? paint(text, tone) : text)).join('');
}

function textOf(line: Line): string {
  return line.map(({ text }) => text).join('');
}

function clipSpans(line: Line, columns: number): Line {
  const whole = textOf(line);
  const clipped = clip(whole, columns);
  if (clipped === whole) return line;
  const ending = clipped.slice(-1);
  let left = clipped.length - ending.length;
  const kept = line.map(({ text, tone }) => {
    const piece = text.slice(0, left);
    left -= piece.length;
    return { text: piece, tone };
  });
  return [...kept, inTone(ending)];
}

/** Spaces at the end of a line are rubbish when somebody copies it. */
function trimEnd(line: Line): Line {
  const trimmed: Span[] = [];
  let atEnd = true;
  for (const span of [...line].reverse()) {
    const text: string = atEnd ? span.text.trimEnd() : span.text;
    atEnd &&= text === '';
    if (text !== '') trimmed.unshift({ ...span, text });
  }
  return trimmed;
}

function paint(text: string, tone: Exclude<Tone, 'plain'>): string {
  return styleText(STYLES[tone], text, { validateStream: false });
}
