import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { openTestTerminal, type TestTerminalOptions } from '../fixtures/test-terminal.ts';

/** How one run of the program ended. */
export interface Ending {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the program once in a folder; nobody watches, and no key is set. */
export async function run(argv: readonly string[], options: TestTerminalOptions): Promise<Ending> {
  const terminal = openTestTerminal(options);
  const exitCode = await runProgram(argv, terminal);
  return { exitCode, ...terminal.written() };
}

/** A temporary folder that goes when the test ends. */
export function makeFolder(): Disposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-cli-'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Paths of all files below a folder, hidden ones too, sorted; none when there is no folder. */
export function listFiles(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  } catch {
    return [];
  }
}

/** Texts of all files below a folder, by path. */
export function readFiles(folder: string): ReadonlyMap<string, string> {
  return new Map(listFiles(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
