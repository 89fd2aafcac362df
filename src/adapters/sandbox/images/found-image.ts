import type { WallEngineName } from '../../../backtest/wall/wall.ts';
import { findContainerImage } from './container-image.ts';
import { readRootHome, rootHome } from './image-cache.ts';
import type { FoundImage } from './image-manifest.ts';
import { IMAGE_SOURCES, readRecipe, recipeHash } from './recipe.ts';

/** For which engine an image is looked for. */
export interface ImageQuestion {
  readonly engine: WallEngineName;
  /** Absolute path of the engine's program. */
  readonly program: string;
  /** As `imageCacheFolder` says. */
  readonly cacheFolder: string;
}

/** Finds the image of this program's recipe; null where it was not built yet. An engine that cannot say is an AppError. */
export async function findImage({ engine, program, cacheFolder }: ImageQuestion): Promise<FoundImage | null> {
  const recipe = await readRecipe();
  if (engine === 'bubblewrap') {
    const hash = recipeHash(recipe, 'debian');
    return readRootHome(rootHome(cacheFolder, hash), hash);
  }
  for (const source of IMAGE_SOURCES) {
    const found = await findContainerImage(program, { source, hash: recipeHash(recipe, source) });
    if (found !== null) return found;
  }
  return null;
}
