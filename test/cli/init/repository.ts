import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { runProgram } from '../../../src/cli/program.ts';
import { makeEmptyRepository } from '../../fixtures/empty-repository.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';
import { type Ending, readFiles } from '../running.ts';

/** A git repository named `quant` in a temporary folder that goes when the test ends. */
export interface TestRepository extends Disposable {
  readonly folder: string;
  write(path: string, text: string | Uint8Array): void;
  git(args: readonly string[], input?: string): string;
}

/** Makes a repository that holds some files, none of them committed. */
export function makeRepository(files: Readonly<Record<string, string>> = {}): TestRepository {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'conclave-init-')));
  const folder = join(home, 'quant');
  mkdirSync(folder);
  const git = (args: readonly string[], input?: string) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', ...(input !== undefined && { input }) });
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  makeEmptyRepository(folder);
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { folder, write, git, [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
}

/** Runs `conclave init` in a folder; nobody watches, unless an answer is given. */
export async function init(folder: string, argv: readonly string[], answer?: string): Promise<Ending> {
  const terminal = openTestTerminal({ folder, columns: 80, interactive: answer !== undefined });
  const input = Object.assign(Readable.from([Buffer.from(answer ?? '')]), { isTTY: answer !== undefined });
  const exitCode = await runProgram(['init', ...argv], { ...terminal, input });
  return { exitCode, ...terminal.written() };
}

/** The files of a repository without those of git itself. */
export function filesOf(folder: string): ReadonlyMap<string, string> {
  return new Map([...readFiles(folder)].filter(([path]) => !path.startsWith('.git/')));
}
