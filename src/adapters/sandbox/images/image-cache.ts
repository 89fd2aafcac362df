import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';
import { type FoundImage, ImageManifest } from './image-manifest.ts';
import type { Environment } from './program-run.ts';

/**
 * The folder in which root folders are kept: `CONCLAVE_CACHE`, or that of the user's caches. For root it is that of the
 * machine, since the home of root is closed to the user that strategies run as. A relative path means `folder`.
 */
export function imageCacheFolder(environment: Environment, folder = process.cwd(), user = process.getuid?.()): string {
  const own = environment.CONCLAVE_CACHE?.trim() ?? '';
  if (own !== '') return resolve(folder, own);
  if (user === 0) return '/var/cache/conclave';
  const shared = environment.XDG_CACHE_HOME?.trim() ?? '';
  if (isAbsolute(shared)) return join(shared, 'conclave');
  const home = environment.HOME?.trim() ?? '';
  if (isAbsolute(home)) return join(home, '.cache', 'conclave');
  throw new AppError('bad-input', 'there is no place for the sandbox image', {
    where: 'CONCLAVE_CACHE',
    expected: 'a folder, or HOME to be set',
  });
}

/** Where the root folder of a recipe stands, with its manifest beside it. */
export function rootHome(cacheFolder: string, recipe: string): string {
  return join(cacheFolder, 'images', recipe.slice(0, 24));
}

/** Reads a root folder that was finished; null where there is none of this recipe. */
export async function readRootHome(home: string, recipe: string): Promise<FoundImage | null> {
  const written = await readFile(join(home, MANIFEST), 'utf8').catch(() => null);
  if (written === null) return null;
  const manifest = ImageManifest.safeParse(jsonOf(written));
  if (!manifest.success || manifest.data.recipe !== recipe) return null;
  const { facts, bytes } = manifest.data;
  return { place: { kind: 'root', folder: join(home, ROOT), digest: facts.digest }, facts, bytes };
}

/** Names inside the home of a root folder. */
export const ROOT = 'root';
export const MANIFEST = 'image.json';

function jsonOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}
