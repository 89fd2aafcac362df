import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findImage } from '../../../../src/adapters/sandbox/images/found-image.ts';
import { imageCacheFolder, MANIFEST, rootHome } from '../../../../src/adapters/sandbox/images/image-cache.ts';
import { makeFolder } from '../../../cli/running.ts';
import { placeManifest } from '../../../fixtures/placed-manifest.ts';

describe('the folder of images', () => {
  it.each([
    ['the one that is named', { CONCLAVE_CACHE: '/else', HOME: '/home/ada' }, 1_000, '/else'],
    ['one below the folder of the caller', { CONCLAVE_CACHE: 'cache' }, 1_000, '/work/cache'],
    ['that of the caches of a user', { XDG_CACHE_HOME: '/caches', HOME: '/home/ada' }, 1_000, '/caches/conclave'],
    ['that of the home of a user', { XDG_CACHE_HOME: 'here', HOME: '/home/ada' }, 1_000, '/home/ada/.cache/conclave'],
    ['that of the machine for root', { XDG_CACHE_HOME: '/caches', HOME: '/root' }, 0, '/var/cache/conclave'],
  ])('is %s', (_, environment, user, folder) => {
    expect(imageCacheFolder(environment, '/work', user)).toBe(folder);
  });

  it('has to be somewhere', () => {
    expect(() => imageCacheFolder({}, '/work', 1_000)).toThrow('there is no place for the sandbox image');
  });
});

describe('the root folder of an image', () => {
  const question = { engine: 'bubblewrap', program: '/usr/bin/bwrap' } as const;

  it('is found with what is in it', async () => {
    using place = makeFolder();
    const { recipe, facts } = await placeManifest(place.folder);

    const found = await findImage({ ...question, cacheFolder: place.folder });

    const folder = join(rootHome(place.folder, recipe), 'root');
    expect(found).toEqual({ place: { kind: 'root', folder, digest: facts.digest }, facts, bytes: 1_000 });
  });

  it.each([
    ['was never built', () => undefined],
    ['has no manifest yet', (home: string) => mkdirSync(join(home, 'root'), { recursive: true })],
    [
      'has half a manifest',
      (home: string) => {
        mkdirSync(home, { recursive: true });
        writeFileSync(join(home, MANIFEST), '{"recipe":');
      },
    ],
  ])('is missing when it %s', async (_, make) => {
    using place = makeFolder();
    const { recipe } = await placeManifest(join(place.folder, 'elsewhere'));
    make(rootHome(place.folder, recipe));

    expect(await findImage({ ...question, cacheFolder: place.folder })).toBeNull();
  });

  it('is missing when it was built by another recipe', async () => {
    using place = makeFolder();
    await placeManifest(place.folder, { recipe: 'b'.repeat(64) });

    expect(await findImage({ ...question, cacheFolder: place.folder })).toBeNull();
  });
});
