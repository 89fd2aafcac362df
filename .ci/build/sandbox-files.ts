import { cpSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

/** The recipe of the image behind a wall; what it is made from stays in the source tree. */
const RECIPE = ['Dockerfile', 'requirements.txt'];

/** Copies the files of the sandbox that are not code of ours to bundle: the image's recipe and the packages for Python. */
export function copySandboxFiles(root: string, workshop: string): void {
  const from = join(root, 'src/adapters/sandbox');
  const to = join(workshop, 'sandbox');
  for (const file of RECIPE) cpSync(join(from, 'images', file), join(to, 'images', file));
  cpSync(join(from, 'python'), join(to, 'python'), { recursive: true, filter: isOfPython });
}

/** Neither TypeScript nor what an interpreter or a checker left there. */
function isOfPython(path: string): boolean {
  if (/[\\/](?:__pycache__|\.[^\\/]+)$/.test(path)) return false;
  return statSync(path).isDirectory() || ['.py', '.typed'].includes(extname(path));
}
