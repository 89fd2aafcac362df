import { constants } from 'node:os';
import type { WallEnd } from './wall-engine.ts';

const SIGNALLED = 128;
/** The first name of each number; some have two. */
const NAMES = new Map(
  Object.entries(constants.signals)
    .map(([name, number]): [number, string] => [number, name])
    .reverse(),
);

/** Reads an exit code as a shell and an engine write it: 128 and the number of a signal for a process that it ended. */
export function readExitCode(code: number): WallEnd {
  const signal = NAMES.get(code - SIGNALLED);
  return signal === undefined ? { kind: 'exited', code } : { kind: 'signalled', signal };
}
