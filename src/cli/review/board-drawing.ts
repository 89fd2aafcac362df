import { shortModel } from '../../committee/rows.ts';
import { countOf, REHEARSAL_NOTICE, shortCommit } from '../../committee/wording.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import type { SeatPreview } from '../../ports/witness.ts';
import { formatTokens } from '../verdict-text/figures.ts';
import { drawLine, inTone, type Line, lengthOf, type Paper, plainLines } from '../verdict-text/line.ts';
import { clip, oneLine, pad, widthOf, wrap } from '../verdict-text/width.ts';
import { drawSeatCell } from './board-cell.ts';
import { drawNotes } from './board-notes.ts';
import { drawChair, drawExamination } from './board-proceedings.ts';
import { type BoardHead, type BoardState, isRehearsal, rowState, totalsOf } from './board-state.ts';

/** The paper that a board is drawn on, and the moment it is drawn for. */
export interface BoardView extends Paper {
  /** Milliseconds on the clock of the board. */
  readonly now: number;
}

/** A wider board is harder to read along its rows. */
const WIDEST = 120;
/** Below this two cells do not stand beside each other. */
const NARROWEST_GRID = 60;
const GAP = '  ';
const EXAMINATION = 'cross-examination';
const CHAIR = 'chair';

/** Draws the board as lines that never pass the width: head, seats, cross-examination, chair, what failed, money. */
export function drawBoard(state: BoardState, view: BoardView): readonly string[] {
  const width = Math.min(view.columns, WIDEST);
  const board = { state, view, width };
  const seats = width < NARROWEST_GRID ? drawList(board) : drawGrid(board);
  const lines = [
    ...drawHead(state.head, width),
    ...(isRehearsal(state.seats) ? plainLines(wrap(REHEARSAL_NOTICE, width), 'warning') : []),
    ...seats,
    ...drawNotes(state.failures, width),
    drawMoney(state, width),
  ];
  return lines.map((line) => drawLine(line, { columns: width, colours: view.colours }));
}

interface Board {
  readonly state: BoardState;
  readonly view: BoardView;
  readonly width: number;
}

function drawHead({ subject, commit, files, baseName }: BoardHead, width: number): readonly Line[] {
  const command = baseName === null ? 'conclave review' : `conclave review --base ${oneLine(baseName)}`;
  const parts = [oneLine(subject), shortCommit(commit), countOf(files, 'file')];
  const what = parts.filter((part) => part !== null).join(' · ');
  const room = width - widthOf(command) - widthOf(what);
  if (room >= GAP.length) return plainLines([`${command}${' '.repeat(room)}${what}`]);
  return plainLines([command, ...wrap(what, width)]);
}

/** Skills times models. */
function drawGrid({ state, view, width }: Board): readonly Line[] {
  const skills = [...new Set(state.seats.map(({ skill }) => skill))];
  const label = labelWidth(skills, width);
  const cell = Math.floor((width - label - 2 * GAP.length) / 2);
  const seatOf = (skill: string, slot: SeatPreview['slot']) =>
    state.seats.find((seat) => seat.skill === skill && seat.slot === slot);
  const slots = ['first', 'second'] as const;
  const models = slots.map((slot) => clip(modelOf(state, slot), cell));
  const rows = skills.map((skill) => {
    const cells = slots.map((slot) =>
      drawSeat(seatOf(skill, slot), state, { ...view, width: cell, closed: state.closed }),
    );
    return [inTone(pad(oneLine(skill), label)), ...cells.flatMap((drawn) => [inTone(GAP), ...fill(drawn, cell)])];
  });
  const head = [' '.repeat(label), ...models.map((model) => pad(model, cell))].join(GAP);
  return [...plainLines([head]), ...rows, ...drawProceedings({ state, view, width }, label)];
}

/** One seat a line; the models stand above, by their slot. */
function drawList({ state, view, width }: Board): readonly Line[] {
  const nameOf = ({ skill, slot }: SeatPreview) => `${oneLine(skill)} ${slot === 'first' ? '¹' : '²'}`;
  const label = labelWidth(state.seats.map(nameOf), width);
  const cell = Math.max(0, width - label - GAP.length);
  const legend = [`¹ ${modelOf(state, 'first')}`, `² ${modelOf(state, 'second')}`];
  const rows = state.seats.map((seat) => [
    inTone(pad(nameOf(seat), label)),
    inTone(GAP),
    ...drawSeat(seat, state, { ...view, width: cell, closed: state.closed }),
  ]);
  return [...plainLines(legend), ...rows, ...drawProceedings({ state, view, width }, label)];
}

function drawSeat(
  seat: SeatPreview | undefined,
  state: BoardState,
  view: BoardView & { width: number; closed: boolean },
): Line {
  return seat === undefined ? [] : drawSeatCell(rowState(state, seat.seat), seat.model, view);
}

function drawProceedings({ state, view, width }: Board, label: number): readonly Line[] {
  const cell = { width: Math.max(0, width - label - GAP.length), now: view.now, closed: state.closed };
  return [
    [inTone(pad(EXAMINATION, label)), inTone(GAP), ...drawExamination(state, rowState(state, EXAMINATION), cell)],
    [inTone(pad(CHAIR, label)), inTone(GAP), ...drawChair(state, rowState(state, CHAIR), cell)],
  ];
}

function drawMoney(state: BoardState, width: number): Line {
  const { microUsd, tokens } = totalsOf(state);
  const cap = state.capMicroUsd === null ? '' : ` of ${formatUsd(state.capMicroUsd)}`;
  const text = `${formatUsd(microUsd)}${cap} · ${formatTokens(tokens)} tokens`;
  const indent = width < NARROWEST_GRID ? 0 : Math.max(0, width - widthOf(text));
  return [inTone(' '.repeat(indent) + text)];
}

/** Wide enough for every name, but never more than a third of the line for them. */
function labelWidth(names: readonly string[], width: number): number {
  const longest = Math.max(...[EXAMINATION, ...names].map((name) => widthOf(oneLine(name))));
  return Math.min(longest, Math.max(Math.floor(width / 3), Math.min(EXAMINATION.length, Math.floor(width / 2))));
}

function modelOf({ seats }: BoardState, slot: SeatPreview['slot']): string {
  return oneLine(shortModel(seats.find((seat) => seat.slot === slot)?.model ?? ''));
}

function fill(line: Line, width: number): Line {
  const clipped = line.length === 1 && line[0] !== undefined ? [{ ...line[0], text: clip(line[0].text, width) }] : line;
  return [...clipped, inTone(' '.repeat(Math.max(0, width - lengthOf(clipped))))];
}
