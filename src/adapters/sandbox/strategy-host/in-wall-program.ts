import { extname } from 'node:path';
import type { SentFile } from '../../../ports/strategy-tools.ts';
import { readPythonProgram } from '../python/python-program.ts';
import { BOOT } from './boot.ts';
import { locateProgram } from './program.ts';
import { gatherProgram } from './program-closure.ts';

/** What is started behind a wall for a strategy, and everything that is sent there beside the strategy. */
export interface InWallProgram {
  /** A program of the image and its arguments. */
  readonly command: readonly string[];
  readonly files: readonly SentFile[];
  /** What takes over when the files are there: a module of Python or a file. */
  readonly start: string;
  /** Where the strategy is to lie. */
  readonly strategy: string;
}

/** Whether a strategy is written in Python; all others are in TypeScript or JavaScript. */
export function isPython(path: string): boolean {
  return extname(path) === '.py';
}

/** Gathers what a strategy needs behind the wall; `megabytes` bounds the heap of Node. */
export async function readInWallProgram(path: string, megabytes: number): Promise<InWallProgram> {
  return isPython(path) ? await pythonProgram() : await nodeProgram(path, megabytes);
}

async function pythonProgram(): Promise<InWallProgram> {
  const { boot, files } = await readPythonProgram();
  return {
    command: ['python3', '-s', '-P', '-B', '-c', boot],
    files,
    start: 'strategy_wall.host',
    strategy: 'work/strategy.py',
  };
}

const SOURCES: ReadonlySet<string> = new Set(['.ts', '.mts', '.js', '.mjs']);

async function nodeProgram(path: string, megabytes: number): Promise<InWallProgram> {
  const { files, start } = await gatherProgram(locateProgram(), 'program');
  const ending = extname(path);
  return {
    command: ['node', '--no-warnings', `--max-old-space-size=${megabytes}`, '-e', BOOT],
    files,
    start,
    strategy: `work/strategy${SOURCES.has(ending) ? ending : '.ts'}`,
  };
}
