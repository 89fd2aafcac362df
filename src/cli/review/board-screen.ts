import { countOf } from '../../committee/wording.ts';
import type { TerminalStream } from '../terminal.ts';
import { clip, widthOf } from '../verdict-text/width.ts';

/** A stream that may know its height; without it a frame may be as tall as it likes. */
export type ScreenStream = TerminalStream & { readonly rows?: number };

/** A place on a terminal where each frame takes the place of the one before. */
export interface Screen {
  draw(frame: readonly string[]): void;
  /** Draws the last frame whole, whatever the height, and gives the terminal back as it was. */
  leave(frame: readonly string[]): void;
}

const ESCAPE = '\u001b[';
const HIDE_CURSOR = `${ESCAPE}?25l`;
const SHOW_CURSOR = `${ESCAPE}?25h`;
/** A terminal that counts a sign wider than we do must not break the line. */
const CUT_LINES = `${ESCAPE}?7l`;
const BREAK_LINES = `${ESCAPE}?7h`;
const CLEAR_LINE = `${ESCAPE}2K`;
const CLEAR_BELOW = `${ESCAPE}J`;

interface Drawn {
  readonly frame: readonly string[];
  readonly columns: number;
}

/** Opens a screen on an interactive stream; nothing is written before the first frame. */
export function openScreen(stream: ScreenStream): Screen {
  let drawn: Drawn | null = null;
  const show = (frame: readonly string[]) => {
    const columns = stream.columns;
    const opening = drawn === null ? HIDE_CURSOR + CUT_LINES : '';
    stream.write(opening + redraw(drawn, frame, columns));
    drawn = { frame, columns };
  };
  return {
    draw: (frame) => show(cutToHeight(frame, stream)),
    leave: (frame) => {
      show(frame);
      stream.write(`${BREAK_LINES}${SHOW_CURSOR}`);
    },
  };
}

/** Goes up to the first line of the frame before, and writes the lines that changed. */
function redraw(drawn: Drawn | null, frame: readonly string[], columns: number): string {
  if (drawn === null) return frame.map((line) => `${line}\n`).join('');
  const up = moveUp(heightOf(drawn, columns));
  if (drawn.columns !== columns) return `${up}${CLEAR_BELOW}${frame.map((line) => `${line}\n`).join('')}`;
  const lines = frame.map((line, index) => (line === drawn.frame[index] ? '\n' : `${CLEAR_LINE}${line}\n`));
  return up + lines.join('') + (frame.length < drawn.frame.length ? CLEAR_BELOW : '');
}

/** Rows that a frame takes now: a terminal that has become narrower has broken its lines. */
function heightOf({ frame }: Drawn, columns: number): number {
  return frame.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, columns))), 0);
}

function moveUp(rows: number): string {
  return rows === 0 ? '\r' : `\r${ESCAPE}${rows}A`;
}

/** The cursor cannot go back to lines that have left the screen: a tall frame loses its middle while it lives. */
function cutToHeight(
  frame: readonly string[],
  { rows = Number.POSITIVE_INFINITY, columns }: ScreenStream,
): readonly string[] {
  const room = Math.max(1, rows - 1);
  if (frame.length <= room) return frame;
  const below = Math.max(0, room - 2);
  const hidden = frame.length - below - 1;
  const cut = clip(`… ${countOf(hidden, 'line')} more; make the window taller`, columns);
  return [...frame.slice(0, 1), cut, ...frame.slice(frame.length - below)].slice(0, room);
}
