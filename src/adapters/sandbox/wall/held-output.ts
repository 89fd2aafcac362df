import type { ChildProcess } from 'node:child_process';
import { PassThrough, type Readable } from 'node:stream';

/** What a process says, kept until somebody listens. */
export interface HeldOutput {
  readonly output: Readable;
  readonly errors: Readable;
}

/**
 * Takes over the output of a process that was just started. Node throws away what nobody has listened to by the time it
 * hears of the end, and a process may end before the caller of an engine has it in hands.
 */
export function holdOutput({ stdout, stderr }: ChildProcess): HeldOutput {
  return { output: held(stdout), errors: held(stderr) };
}

function held(stream: Readable | null): Readable {
  const kept = new PassThrough();
  stream?.on('error', () => kept.end());
  // A pipe that was closed before its end still ends here.
  stream?.on('close', () => kept.end());
  return stream?.pipe(kept) ?? kept.end();
}
