import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { hearLastWords } from './last-words.ts';

/**
 * How a process ended, in words that read on from "the process". Its pipes are closed then: a process that it started
 * itself may hold them open for as long as it likes.
 */
export async function endOf(child: ChildProcess): Promise<string> {
  const failed = once(child, 'error').then(([error]) => `could not be started: ${String(error)}`);
  const ended = once(child, 'exit').then(
    ([code, signal]) => `ended with ${code === null ? signal : `exit code ${code}`}`,
  );
  const end = await Promise.race([ended, failed]);
  await hearLastWords([child.stdout, child.stderr].filter((pipe) => pipe !== null));
  for (const pipe of child.stdio) pipe?.destroy();
  return end;
}
