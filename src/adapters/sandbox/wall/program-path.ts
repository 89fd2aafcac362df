import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';

const USUAL_FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'];

/** Finds a program of this machine in its usual folders, then on the search path; null where it is not. */
export function findProgram(name: string): string | null {
  const folders = [...USUAL_FOLDERS, ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder || '/', name)).find(isProgram) ?? null;
}

/** The path of a program that a wall is put up with. */
export function needProgram(name: string, from: string): string {
  const path = findProgram(name);
  if (path !== null) return path;
  throw new AppError('outside-failed', `the program ${name} is not there`, {
    expected: `${name} on the search path, to put up a wall with it`,
    advice: `Install it: apt-get install ${from}`,
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
