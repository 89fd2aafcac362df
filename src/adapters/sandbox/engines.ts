import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { WallEngineName } from '../../backtest/wall/wall.ts';

/** A program that can wall in a backtest. */
export interface Engine {
  /** How people call it. */
  readonly name: WallEngineName;
  readonly path: string;
}

/** The programs that can, in the order of preference, by the name under which they are started. */
const PROGRAMS = [
  ['bwrap', 'bubblewrap'],
  ['podman', 'podman'],
  ['docker', 'docker'],
] as const;

/**
 * Finds the sandbox engines in a search path as the shell writes it; nothing is started. Folders that depend on where one
 * stands, or belong to the packages of a checkout, are passed over: what a change brings along puts up no wall.
 */
export async function findEngines(searchPath: string): Promise<readonly Engine[]> {
  const folders = searchPath
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !/node_modules\/\.bin\/?$/.test(folder));
  const found = await Promise.all(PROGRAMS.map(([program, name]) => findEngine({ program, name }, folders)));
  return found.filter((each) => each !== null);
}

async function findEngine(
  { program, name }: { readonly program: string; readonly name: WallEngineName },
  folders: readonly string[],
): Promise<Engine | null> {
  for (const folder of folders) {
    const path = join(folder, program);
    if (await isProgram(path)) return { name, path };
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
