import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** How long a process that was started by another one may hold the pipes of that open. */
const LONGEST_MS = 1_000;

/** Waits until all is heard that a process has said before its end; somebody listens to these pipes. */
export async function hearLastWords(pipes: readonly Readable[]): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LONGEST_MS);
  await Promise.race([over, Promise.allSettled(pipes.map((pipe) => finished(pipe, { writable: false })))]);
  clearTimeout(timer);
}
