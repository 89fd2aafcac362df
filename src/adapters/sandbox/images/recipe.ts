import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';

/** From what an image is made: packages of this machine's distribution, or base images of a registry. */
export const IMAGE_SOURCES = ['registry', 'debian'] as const;
export type ImageSource = (typeof IMAGE_SOURCES)[number];

/** What decides on the content of an image. */
export interface Recipe {
  readonly dockerfile: string;
  readonly requirements: string;
}

/** To be raised when a root folder of the same requirements would be made otherwise. */
const MAKING = 3;

/** Reads the recipe that is delivered with this program: beside the bundle, or in the source tree. */
export async function readRecipe(): Promise<Recipe> {
  const here = import.meta.dirname;
  const folder = [join(here, 'sandbox/images'), here].find((place) => existsSync(join(place, 'Dockerfile')));
  if (folder === undefined) {
    throw new AppError('broken', 'the program does not find the recipe of its sandbox image', {
      where: here,
      expected: 'sandbox/images/Dockerfile beside it',
      advice: 'install conclave again',
    });
  }
  const [dockerfile, requirements] = await Promise.all([
    readFile(join(folder, 'Dockerfile'), 'utf8'),
    readFile(join(folder, 'requirements.txt'), 'utf8'),
  ]);
  return { dockerfile, requirements };
}

/** The hash of a recipe, 64 hex digits; an image of another hash is no image of this program. */
export function recipeHash({ dockerfile, requirements }: Recipe, source: ImageSource): string {
  const parts =
    source === 'registry'
      ? [MAKING, source, process.arch, requirements, dockerfile]
      : [MAKING, source, process.arch, requirements, process.version];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
