import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

/** The folder beside which the files of the program stand: the bundle's folder, or the root of the source tree. */
export function findProgramRoot(): string {
  const here = import.meta.dirname;
  const places = [here, join(here, '..', '..', '..')];
  const root = places.find((place) => existsSync(join(place, 'catalog', 'models.yaml')));
  if (root !== undefined) return root;
  throw new AppError('broken', 'the program does not find its own files', {
    where: here,
    expected: 'skills/, prompts/ and catalog/ beside it',
    advice: 'install conclave again',
  });
}
