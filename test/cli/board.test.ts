import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBoard, openBoardIn } from '../../src/cli/review/board.ts';
import { drawBoard } from '../../src/cli/review/board-drawing.ts';
import { advance, startBoard } from '../../src/cli/review/board-state.ts';
import { widthOf } from '../../src/cli/verdict-text/width.ts';
import type { SessionEvent } from '../../src/ports/witness.ts';
import { ScreenEmulator } from './board-screen-emulator.ts';
import { answered, asked, failedTry, HEAD, opened, STORY, seatsOf } from './board-story.ts';
import { anyWidth, strangeName, strangeText } from './verdict-text-arbitrary.ts';

const EVENTS = STORY.flatMap(({ events }) => events);

/** A board whose clock stands still, whose timer ticks when told, on a process that ends when told. */
function stage(screen: ScreenEmulator) {
  const running = { tick: () => {}, leave: () => {}, time: 0, held: 0 };
  const holdUntilStopped = () => {
    running.held += 1;
    return () => {
      running.held -= 1;
    };
  };
  const board = openBoardIn(screen, HEAD, {
    now: () => running.time,
    every: (_, act) => {
      running.tick = act;
      return holdUntilStopped();
    },
    onLeaving: (act) => {
      running.leave = act;
      return holdUntilStopped();
    },
  });
  return { board, running };
}

function drawn(events: readonly SessionEvent[], columns: number, closed = false): readonly string[] {
  const state = events.reduce((before, event) => advance(before, event, 0), startBoard(HEAD));
  return drawBoard({ ...state, closed }, { columns, colours: false, now: 0 });
}

describe('the live board', () => {
  it.each([120, 80, 50])('leaves exactly its last state on a screen of %i columns', (columns) => {
    const screen = new ScreenEmulator({ columns });
    const { board } = stage(screen);
    screen.write('some earlier output\n');

    for (const event of EVENTS) board.witness(event);
    board.close();

    expect(screen.lines()).toEqual(['some earlier output', ...drawn(EVENTS, columns, true), '', '']);
    expect(screen.overflowed).toBe(false);
  });

  it('shows each event at once', () => {
    const screen = new ScreenEmulator({ columns: 80 });
    const { board } = stage(screen);

    for (const [index, event] of EVENTS.entries()) {
      board.witness(event);

      expect(screen.lines()).toEqual([...drawn(EVENTS.slice(0, index + 1), 80), '']);
    }
  });

  it('lets the seconds run between events', () => {
    const screen = new ScreenEmulator({ columns: 80 });
    const { board, running } = stage(screen);
    for (const event of EVENTS.slice(0, 2)) board.witness(event);

    running.time = 7_100;
    running.tick();

    expect(screen.lines().join('\n')).toContain('⠙ reading 7s');
  });

  it('hides the cursor while it lives, and gives it and the line breaks back', () => {
    const screen = new ScreenEmulator({ columns: 80 });
    const { board } = stage(screen);

    board.witness(opened());
    const living = { cursor: screen.cursorVisible, breaks: screen.breaksLines };
    board.close();

    expect(living).toEqual({ cursor: false, breaks: false });
    expect({ cursor: screen.cursorVisible, breaks: screen.breaksLines }).toEqual({ cursor: true, breaks: true });
  });

  it('is left in order when the process ends', () => {
    const screen = new ScreenEmulator({ columns: 80 });
    const { board, running } = stage(screen);
    board.witness(opened());

    running.leave();

    expect(screen.cursorVisible).toBe(true);
  });

  it('writes nothing after it is closed, holds no timer, and closes twice in peace', () => {
    const screen = new ScreenEmulator({ columns: 80 });
    const { board, running } = stage(screen);
    for (const event of EVENTS) board.witness(event);
    board.close();
    const writes = screen.writes;

    board.close();
    board.witness(asked('ops/first', 'a:b'));

    expect(screen.writes).toBe(writes);
    expect(running.held).toBe(0);
  });

  it('writes nothing when the session was refused before it opened', () => {
    const screen = new ScreenEmulator({ columns: 80 });
    const { board } = stage(screen);

    board.close();

    expect(screen.writes).toBe(0);
  });

  it('lets a process end that forgot to close it', () => {
    const screen = new ScreenEmulator({ columns: 80 });
    const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const board = openBoard(screen, HEAD, () => 0);

    board.witness(opened());

    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(timers);
    board.close();
  });

  it('draws anew without rubbish when the window becomes narrower', () => {
    const screen = new ScreenEmulator({ columns: 118 });
    const { board, running } = stage(screen);
    screen.write('some earlier output\n');
    for (const event of EVENTS) board.witness(event);

    screen.resize(64);
    running.tick();

    expect(screen.lines()).toEqual(['some earlier output', ...drawn(EVENTS, 64), '']);
  });

  it.each([3, 6, 9])('leaves no rubbish in a window of %i rows, and its whole state in the end', (rows) => {
    const screen = new ScreenEmulator({ columns: 80, rows });
    const { board } = stage(screen);

    for (const event of EVENTS) board.witness(event);
    const living = screen.lines();
    board.close();

    expect(living.length).toBeLessThanOrEqual(rows);
    expect(living).toContainEqual(expect.stringMatching(/^… \d+ lines more; make the window taller$/));
    expect(screen.lines()).toEqual([...drawn(EVENTS, 80, true), '', '']);
  });
});

describe('any session on any screen', () => {
  const seats = fc
    .tuple(fc.uniqueArray(strangeName, { minLength: 1, maxLength: 4 }), strangeName, strangeName)
    .map(([skills, first, second]) => seatsOf(skills, `a:${first}`, `b:${second}`));
  const events = seats.chain((all) => {
    const call = fc.constantFrom(...all.map(({ seat }) => seat), 'chair', 'cross-examination/first 1');
    const model = strangeName.map((name) => `c:${name}`);
    const event = fc.oneof<fc.Arbitrary<SessionEvent>[]>(
      fc.tuple(call, model).map(([name, id]) => asked(name, id)),
      fc
        .tuple(call, model, strangeText, fc.option(model))
        .map(([name, id, text, next]) => failedTry(name, id, text, next)),
      fc
        .tuple(call, model, fc.integer({ min: 0, max: 9_999_999 }))
        .map(([name, id, ms]) => answered(name, id, { stance: 'accept', score: 10, ms, usd: ms })),
      fc
        .tuple(call, strangeText)
        .map(([name, message]) => ({ kind: 'failed', call: name, message, tokens: 1, microUsd: 1 })),
      fc.tuple(call, model).map(([name, id]) => ({ kind: 'repairing', call: name, model: id })),
      fc.nat(99).map((candidates) => ({ kind: 'examining', candidates })),
      fc.constant({ kind: 'consolidating' }),
    );
    return fc.array(event, { maxLength: 12 }).map((more) => [opened(all), ...more]);
  });

  it('never draws a line wider than the screen', () => {
    fc.assert(
      fc.property(events, anyWidth, fc.boolean(), (happened, columns, closed) => {
        const tooWide = drawn(happened, columns, closed).filter((line) => widthOf(line) > columns);

        expect(tooWide).toEqual([]);
      }),
    );
  });

  it('lets no control character through and leaves no rubbish', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 20, max: 140 }), (happened, columns) => {
        const screen = new ScreenEmulator({ columns });
        const { board } = stage(screen);

        for (const event of happened) board.witness(event);
        board.close();

        expect(screen.lines()).toEqual([...drawn(happened, columns, true), '', '']);
        expect(screen.overflowed).toBe(false);
      }),
    );
  });
});
