import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findImage } from '../../../../src/adapters/sandbox/images/found-image.ts';
import { rootHome } from '../../../../src/adapters/sandbox/images/image-cache.ts';
import { readRecipe } from '../../../../src/adapters/sandbox/images/recipe.ts';
import { buildRoot } from '../../../../src/adapters/sandbox/images/root-build.ts';
import { sumFolder } from '../../../../src/adapters/sandbox/images/root-digest.ts';
import { placeManifest } from '../../../fixtures/placed-manifest.ts';
import { fakePrograms } from './fake-programs.ts';

const recipe = await readRecipe();

/** A machine without packages, on which nothing can be built, and a cache that others can get into. */
function poorMachine() {
  const fakes = fakePrograms({
    'apt-cache': 'echo no packages >&2; exit 100',
    'apt-get': 'echo no network >&2; exit 100',
  });
  chmodSync(fakes.folder, 0o755);
  const cacheFolder = join(fakes.folder, 'cache');
  const steps: string[] = [];
  const order = { recipe, cacheFolder, environment: fakes.environment, tell: (step: string) => void steps.push(step) };
  return { order, cacheFolder, steps, [Symbol.dispose]: () => fakes[Symbol.dispose]() };
}

describe('a root folder', () => {
  it('that is there is looked through and taken', async () => {
    using machine = poorMachine();
    const { recipe: hash, facts } = await placeManifest(machine.cacheFolder);
    const root = join(rootHome(machine.cacheFolder, hash), 'root');
    mkdirSync(root);
    writeFileSync(join(root, 'program'), 'of mine');
    const { digest } = await sumFolder(root);
    await placeManifest(machine.cacheFolder, { facts: { ...facts, digest } });

    const { place } = await buildRoot(machine.order);

    expect(place).toEqual({ kind: 'root', folder: root, digest });
    expect(machine.steps).toEqual(['checking the files that are there']);
  });

  it('whose files were changed is not found again', async () => {
    using machine = poorMachine();
    const { recipe: hash } = await placeManifest(machine.cacheFolder);
    mkdirSync(join(rootHome(machine.cacheFolder, hash), 'root'));

    await expect(buildRoot(machine.order)).rejects.toThrow('no network');

    expect(machine.steps[1]).toBe('the files have changed since they were made');
    const question = { engine: 'bubblewrap', program: '/usr/bin/bwrap', cacheFolder: machine.cacheFolder } as const;
    expect(await findImage(question)).toBeNull();
  });

  it('that cannot be finished leaves nothing behind, nor does one of a process that died', async () => {
    using machine = poorMachine();
    const { recipe: hash } = await placeManifest(join(machine.cacheFolder, 'elsewhere'));
    const images = dirname(rootHome(machine.cacheFolder, hash));
    // No process has this number: it is above the highest that Linux gives.
    mkdirSync(join(images, '.new-4194305-abc/root'), { recursive: true });
    mkdirSync(join(images, `.new-${process.pid}-abc`), { recursive: true });

    await expect(buildRoot(machine.order)).rejects.toThrow(
      'could not get the packages of the distribution: no network',
    );

    expect(existsSync(rootHome(machine.cacheFolder, hash))).toBe(false);
    expect(readdirSync(images)).toEqual([`.new-${process.pid}-abc`]);
  });
});
