import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SentFile } from '../../../ports/strategy-tools.ts';

/** A program of ours with the files that it imports, so that it can run where this installation is not. */
export interface SentProgram {
  readonly files: readonly SentFile[];
  /** The one that is started. */
  readonly start: string;
}

/** An import of a file beside, as it stands in our sources and in our bundle. */
const IMPORT = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g;

/** An import that Node does not load: it is gone with the types. */
const OF_TYPES = /^(?:import|export) type [^;]*;$/gm;

/** Gathers a program and every file of ours that it imports, however far. */
export async function gatherProgram(program: URL, folder: string): Promise<SentProgram> {
  const entry = fileURLToPath(program);
  const texts = new Map<string, string>();
  const left = [entry];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (texts.has(path)) continue;
    const text = await readFile(path, 'utf8');
    texts.set(path, text);
    for (const [, name = ''] of text.replaceAll(OF_TYPES, '').matchAll(IMPORT)) left.push(join(dirname(path), name));
  }
  const base = commonFolder([...texts.keys()]);
  const place = (path: string): string => `${folder}/${relative(base, path).split(sep).join('/')}`;
  const files = [...texts].map(([path, text]) => ({ path: place(path), bytes: Buffer.from(text, 'utf8') }));
  const marker = { path: `${folder}/package.json`, bytes: Buffer.from('{"type":"module"}\n') };
  return { files: [marker, ...files], start: place(entry) };
}

function commonFolder(paths: readonly string[]): string {
  let base = dirname(paths[0] ?? '');
  while (!paths.every((path) => path.startsWith(base + sep))) base = dirname(base);
  return base;
}
