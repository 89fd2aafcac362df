import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';
import type { SentFile } from '../../../ports/strategy-tools.ts';

/** What is sent behind a wall beside a strategy in Python. */
export interface PythonProgram {
  /** The text for `python3 -s -P -B -c`, which takes the files in below `/tmp/conclave` and starts a module of them. */
  readonly boot: string;
  /** From that folder: the packages `adapters`, `simulator` and `strategy_wall`. */
  readonly files: readonly SentFile[];
}

const PACKAGES = ['adapters', 'simulator', 'strategy_wall'] as const;

/** Reads the programs in Python that are delivered with this one: beside the bundle, or in the source tree. */
export async function readPythonProgram(): Promise<PythonProgram> {
  const folder = pythonFolder();
  const boot = await readFile(join(folder, 'boot.py'), 'utf8');
  const files: SentFile[] = [];
  for (const name of PACKAGES) files.push(...(await readPackage(folder, name)));
  return { boot, files };
}

/** The folder that holds the packages, for a Python outside of any wall. */
export function pythonFolder(): string {
  const here = import.meta.dirname;
  const folder = [join(here, 'sandbox/python'), here].find((place) => existsSync(join(place, 'boot.py')));
  if (folder !== undefined) return folder;
  throw new AppError('broken', 'the program does not find its packages for Python', {
    where: here,
    expected: 'sandbox/python/boot.py beside it',
    advice: 'install conclave again',
  });
}

async function readPackage(folder: string, name: string): Promise<readonly SentFile[]> {
  const names = (await readdir(join(folder, name))).filter((file) => /\.(?:py|typed)$/.test(file)).sort();
  return Promise.all(
    names.map(async (file) => ({ path: `${name}/${file}`, bytes: await readFile(join(folder, name, file)) })),
  );
}
