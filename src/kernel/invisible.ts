/** A text without its invisible characters, and how many were taken out. */
export interface VisibleText {
  readonly text: string;
  /** Code points taken out or replaced; those of an escape sequence count one by one. */
  readonly removed: number;
}

const ESCAPE = '\u001b';

/**
 * Terminal sequences: control sequences (colours, cursor), character set choices, and two-character escapes. Of a
 * control string (a window title, a hyperlink) only the marks at its ends go: its payload may be any length, and a
 * pair of marks around a statement would otherwise hide that statement from every reader.
 */
const sequence = [
  `(?:${ESCAPE}\\[|\\u009b)[0-?]*[ -\\/]?[@-~]`,
  `${ESCAPE}[ #%\\(\\)*+][0-~]`,
  `${ESCAPE}[0-Z\\\\-~]`,
].join('|');

/** U+FE0F where it belongs: behind a pictograph, or between a digit and its keycap. */
const presentation = '(?:(?<=\\p{Extended_Pictographic})\\ufe0f|(?<=[0-9#*])\\ufe0f(?=\\u20e3))';

/** Every other character, format, unassigned, private and lone surrogate; what fonts do not draw; the empty Braille cell. */
const unseen = '[[\\p{C}\\p{Default_Ignorable_Code_Point}\\u2800]--[\\n\\t\\r\\v\\f\\u0085]]';

const hidden = new RegExp(`${sequence}|(?!${presentation})${unseen}`, 'gv');

/** What some readers take for the end of a line and git does not. */
const otherLineEnds = /[\r\v\f\u0085\u2028\u2029]/g;

/**
 * Removes what a reader cannot see: control characters but `\n` and `\t`, terminal escape sequences, bidirectional
 * controls, zero-width, format, unassigned and private characters, variation selectors, tags and lone surrogates.
 * A `\r\n` becomes `\n`. A line end other than these (`\v`, `\f`, U+0085, U+2028, U+2029) becomes a space, a lone `\r` the sign `␍`, since
 * code may go on behind it: words stay apart, and lines keep the numbers that git gives them. Takes time in proportion
 * to the length.
 */
export function removeInvisible(text: string): VisibleText {
  let removed = 0;
  const visible = text
    .replace(/\r\n/g, () => {
      removed += 1;
      return '\n';
    })
    .replace(hidden, (match) => {
      removed += countCodePoints(match);
      return '';
    })
    .replace(otherLineEnds, (end) => {
      removed += 1;
      return end === '\r' ? '\u240d' : ' ';
    });
  return { text: visible, removed };
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
