import type { Witness } from '../../ports/witness.ts';
import { drawBoard } from './board-drawing.ts';
import { type Leaving, onLeaving } from './board-leaving.ts';
import { openScreen, type ScreenStream } from './board-screen.ts';
import { advance, type BoardHead, startBoard } from './board-state.ts';

/** Shows a session while it is held. */
export interface Board {
  readonly witness: Witness;
  /** Leaves the final state on the screen and gives the terminal back; may be called twice. */
  close(): void;
}

/** What the board asks of the process it runs in. */
export interface BoardSurroundings {
  readonly now: () => number;
  /** Acts again and again until the returned function is called; must not keep the process alive. */
  readonly every: (milliseconds: number, act: () => void) => () => void;
  readonly onLeaving: Leaving;
}

const REDRAW_MS = 100;

/** Opens the live board on an interactive stream: drawn anew on every event, and ten times a second between them. */
export function openBoard(stream: ScreenStream, head: BoardHead, now: () => number): Board {
  return openBoardIn(stream, head, { now, every, onLeaving });
}

/** Opens the board with the timer and the signals given in. */
export function openBoardIn(stream: ScreenStream, head: BoardHead, surroundings: BoardSurroundings): Board {
  const { now } = surroundings;
  const screen = openScreen(stream);
  let state = startBoard(head);
  let release: readonly (() => void)[] = [];
  const frame = () => drawBoard(state, { columns: stream.columns, colours: stream.colours, now: now() });
  const close = () => {
    if (state.closed) return;
    state = { ...state, closed: true };
    for (const stop of release) stop();
    // A session that was refused before it opened has nothing to show.
    if (state.seats.length > 0) screen.leave([...frame(), '']);
  };
  const witness: Witness = (event) => {
    if (state.closed) return;
    state = advance(state, event, now());
    if (event.kind === 'opened') {
      release = [surroundings.every(REDRAW_MS, () => screen.draw(frame())), surroundings.onLeaving(close)];
    }
    if (state.seats.length > 0) screen.draw(frame());
  };
  return { witness, close };
}

function every(milliseconds: number, act: () => void): () => void {
  const timer = setInterval(act, milliseconds).unref();
  return () => clearInterval(timer);
}
