import { buildContainerImage, importRoot } from './container-build.ts';
import type { FoundImage } from './image-manifest.ts';
import type { ImageOrder } from './image-order.ts';
import { readRecipe } from './recipe.ts';
import { buildRoot } from './root-build.ts';

/** Builds the image of this program's recipe for an engine, or finds it built already. */
export async function buildImage(order: ImageOrder): Promise<FoundImage> {
  const recipe = await readRecipe();
  if (order.engine !== 'bubblewrap' && order.source === 'registry') return buildContainerImage(order, recipe);
  const root = await buildRoot({ ...order, recipe });
  return order.engine === 'bubblewrap' ? root : importRoot(order, { recipe, root });
}
