import { z } from 'zod';
import { WallImage } from '../../../backtest/wall/wall.ts';
import type { ImagePlace } from '../wall/wall-engine.ts';
import { IMAGE_SOURCES } from './recipe.ts';

/** An image that a wall can be put up with, and what is in it. */
export interface FoundImage {
  readonly place: ImagePlace;
  readonly facts: WallImage;
  /** Size of its files in bytes. */
  readonly bytes: number;
}

/** What stands beside the files of an image, so that it need not be measured again. */
export const ImageManifest = z.strictObject({
  recipe: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.enum(IMAGE_SOURCES),
  bytes: z.int().min(0),
  facts: WallImage,
});
export type ImageManifest = z.infer<typeof ImageManifest>;
