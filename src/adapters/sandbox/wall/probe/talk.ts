import type { Readable } from 'node:stream';
import type { WallEnd, WallEngine, WallOrder } from '../wall-engine.ts';

/** What a short program behind a wall said, and how it ended. */
export interface Talk {
  readonly said: string;
  readonly complained: string;
  readonly end: WallEnd;
  /** Milliseconds from the start to the end of everything. */
  readonly lasted: number;
}

const MOST_CHARACTERS = 262_144;
const LAST_WORDS_MS = 1_000;

/** What is said to a program, and what is done when it first says something. */
export interface Opening {
  readonly line: string;
  /** Hears after how many milliseconds the first word came. */
  readonly onFirst?: (after: number) => void;
}

/** Runs a program behind a wall, gives it a line and listens until it has ended. */
export async function talk(engine: WallEngine, order: WallOrder, { line, onFirst }: Opening): Promise<Talk> {
  const begin = performance.now();
  const walled = await engine.start(order);
  const started = performance.now();
  if (onFirst !== undefined) walled.output.once('data', () => onFirst(performance.now() - started));
  const said = collect(walled.output);
  const complained = collect(walled.errors);
  walled.input.end(`${line}\n`);
  const end = await walled.end;
  const lasted = performance.now() - begin;
  // Where something is left after all, it may hold its pipes open for as long as it likes.
  const timer = setTimeout(() => {
    walled.output.destroy();
    walled.errors.destroy();
  }, LAST_WORDS_MS);
  const heard = { said: await said, complained: await complained };
  clearTimeout(timer);
  return { ...heard, end, lasted };
}

/** Reads to the end, and keeps no more than can be of use. */
function collect(stream: Readable): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      if (text.length < MOST_CHARACTERS) text += chunk.slice(0, MOST_CHARACTERS - text.length);
    });
    stream.on('error', () => {});
    stream.on('close', () => resolve(text));
  });
}
