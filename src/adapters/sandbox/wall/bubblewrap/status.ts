import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits until bubblewrap tells the id of the first process in its namespace; null where it ends before. */
export function firstProcess(status: Readable): Promise<number | null> {
  return new Promise((resolve) => {
    let text = '';
    status.setEncoding('utf8');
    status.on('data', (chunk: string) => {
      if (text.length < LONGEST_STATUS) text += chunk;
      const id = /"child-pid"\s*:\s*(\d+)/.exec(text)?.[1];
      if (id !== undefined) resolve(Number(id));
    });
    status.on('error', () => resolve(null));
    status.on('close', () => resolve(null));
  });
}

const LONGEST_STATUS = 4_096;
const PAUSE_MS = 2;
const LONGEST_MS = 10_000;

/** The first process in a namespace, by its id outside; the number alone may be given to another one later. */
export interface FirstProcess {
  readonly id: number;
  /** As the kernel counts it; null where it was gone at once. */
  readonly begun: string | null;
}

/** Takes down which process it is. */
export function identify(id: number): FirstProcess {
  return { id, begun: beginningOf(id) };
}

/**
 * Ends the first process of a namespace, with which everything in it ends. It is bubblewrap's own and dies with its
 * parent, but programs behind the wall are of its user, can write into its memory and make it forget that.
 */
export function killFirst({ id, begun }: FirstProcess): void {
  if (begun === null || beginningOf(id) !== begun) return;
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // One that is gone meanwhile is what is wanted.
  }
}

/** Ends it and waits until it is gone. */
export async function endFirst(first: FirstProcess): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  killFirst(first);
  while (first.begun !== null && beginningOf(first.id) === first.begun && performance.now() < until)
    await wait(PAUSE_MS);
}

/** One that is dead and only waits to be counted is gone. */
function beginningOf(id: number): string | null {
  try {
    const [state = '', ...fields] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return state === 'Z' || state === 'X' ? null : (fields[BEGUN] ?? null);
  } catch {
    return null;
  }
}

/** Place of the time of its start among the fields behind the state. */
const BEGUN = 18;
