import stringWidth from 'string-width';
import { removeInvisible } from '../../kernel/invisible.ts';

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter();

/** Columns that a text takes in a terminal: two for a wide sign or an emoji, none for a combining mark or a colour. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** A text of strangers as one line that can do nothing to a terminal: no control or invisible characters, single spaces. */
export function oneLine(text: string): string {
  return removeInvisible(text).text.replaceAll(/\s+/g, ' ').trim();
}

/** Cuts a line to a width; the last column shows that something is missing. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  return `${takeColumns(text, width - 1)}${ELLIPSIS}`;
}

/** Fills a line with spaces up to a width; a longer one is clipped. */
export function pad(text: string, width: number): string {
  const clipped = clip(text, width);
  return clipped + ' '.repeat(width - widthOf(clipped));
}

/** Breaks one line between words, and a word that is too long inside; at least one line. */
export function wrap(text: string, width: number): readonly string[] {
  // A terminal may say that it has no columns at all, and an indent may be wider than it is.
  const room = Math.max(width, 1);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => breakWord(one, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let rest = word;
  while (widthOf(rest) > width) {
    // A sign wider than the width still has to go somewhere.
    const piece = takeColumns(rest, width) || firstGrapheme(rest);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

function takeColumns(text: string, width: number): string {
  let taken = '';
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    columns += widthOf(segment);
    if (columns > width) break;
    taken += segment;
  }
  return taken;
}

function firstGrapheme(text: string): string {
  for (const { segment } of graphemes.segment(text)) return segment;
  return text;
}
