import type { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { HeldOutput } from './held-output.ts';
import type { WallEnd, WalledProcess } from './wall-engine.ts';

/** What an engine knows of a process that it started. */
export interface Walled {
  /** The engine's program, with three pipes. */
  readonly child: ChildProcess;
  readonly held: HeldOutput;
  /** On our clock. */
  readonly seconds: number;
  /** Ends it at once, as far as that goes without waiting. */
  strike(): void;
  /** Looks at its memory where nothing else does, and says when there is too much; returns what ends that. */
  watch?(onBeyond: () => void): () => void;
  /** How it ended by itself; asked before everything is cleared away. */
  judge(code: number): WallEnd;
  /** Waits until nothing of it is left, and makes sure of that. */
  clear(): Promise<void>;
}

/** Why it was ended by us. */
type Cause = 'time' | 'killed' | 'memory';

/** Watches over a process behind a wall: its time, its end, and that nothing is left. */
export function supervise(walled: Walled): WalledProcess {
  const { child } = walled;
  let cause: Cause | null = null;
  const end = (why: Cause): void => {
    if (child.exitCode !== null || child.signalCode !== null || cause !== null) return;
    cause = why;
    walled.strike();
  };
  const timer = setTimeout(() => end('time'), walled.seconds * 1_000);
  const stopWatching = walled.watch?.(() => end('memory'));
  const exited = exitOf(child);
  // Whether orders arrive is heard by their answers.
  child.stdin?.on('error', () => {});
  return {
    input: child.stdin as Writable,
    ...walled.held,
    end: exited.then(async ({ code, signal }) => {
      clearTimeout(timer);
      stopWatching?.();
      const own: WallEnd = code === null ? { kind: 'signalled', signal: signal ?? 'SIGKILL' } : walled.judge(code);
      await walled.clear();
      if (cause === null) return own;
      return cause === 'time' ? { kind: cause, seconds: walled.seconds } : { kind: cause };
    }),
    kill: () => end('killed'),
  };
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve({ code: child.exitCode, signal: child.signalCode });
  }
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}
