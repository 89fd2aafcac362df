import { AppError } from '../../kernel/app-error.ts';
import type { ScanLimits } from './limits.ts';
import { type Reader, startReader } from './reader.ts';
import { type Desk, unusable } from './run.ts';

/** Processes that are lent out, started when they are needed and ended when they are idle. */
export interface Pool {
  /** Gives a process to a piece of work as soon as one may run. */
  lend<T>(work: (desk: Desk) => Promise<T>): Promise<T>;
  /** Ends every process; what is still at work fails. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly limits: ScanLimits;
  readonly atOnce: number;
  readonly idle: number;
  readonly program?: URL | undefined;
}

interface Resting {
  readonly reader: Reader;
  readonly timer: NodeJS.Timeout;
}

/** Opens a pool without a process. */
export function openPool({ limits, atOnce, idle, program }: PoolOptions): Pool {
  const running = new Set<Reader>();
  const resting: Resting[] = [];
  const turns = openTurns(atOnce);
  let isClosed = false;

  const takeUp = async (): Promise<Reader> => {
    for (let rested = resting.pop(); rested !== undefined; rested = resting.pop()) {
      clearTimeout(rested.timer);
      if (!rested.reader.isGone()) return rested.reader;
    }
    if (isClosed) throw new AppError('broken', 'the processes that read code were ended before the work began');
    const reader = startReader(limits.megabytes, program);
    running.add(reader);
    return readyIn(limits.start, reader);
  };
  const layDown = (reader: Reader): void => {
    for (const one of running) if (one.isGone()) running.delete(one);
    if (!running.has(reader)) return;
    const rested: Resting = { reader, timer: setTimeout(() => leave(rested), idle) };
    rested.timer.unref();
    resting.push(rested);
  };
  const leave = (rested: Resting): void => {
    resting.splice(resting.indexOf(rested), 1);
    void rested.reader.end();
  };
  return {
    lend: async (work) => {
      await turns.take();
      let last: Reader | null = null;
      try {
        const take = async () => {
          last = await takeUp();
          return last;
        };
        return await work({ take, now: () => performance.now() });
      } finally {
        if (last !== null) layDown(last);
        turns.pass();
      }
    },
    close: async () => {
      isClosed = true;
      for (const { timer } of resting) clearTimeout(timer);
      await Promise.all([...running].map((reader) => reader.end()));
    },
  };
}

/** A process that says in time that it is ready; another one is ended. */
async function readyIn(milliseconds: number, reader: Reader): Promise<Reader> {
  const heard = await reader.hear(milliseconds);
  if (heard.kind === 'answer') return reader;
  await reader.end();
  throw unusable(heard);
}

/** Lets so many go on at once; the others wait in the order in which they came. */
function openTurns(atOnce: number) {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    take: async (): Promise<void> => {
      if (taken < atOnce) taken += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    pass: (): void => {
      const next = waiting.shift();
      if (next === undefined) taken -= 1;
      else next();
    },
  };
}
