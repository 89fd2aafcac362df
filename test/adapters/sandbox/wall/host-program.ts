import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a program on this machine, outside of any wall, says to a line of input. */
export async function runProgram(
  program: string,
  words: readonly string[],
  { line, environment }: { readonly line: string; readonly environment: Readonly<Record<string, string>> },
): Promise<string> {
  const child = spawn(program, words, { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${line}\n`);
  return await text(child.stdout);
}
