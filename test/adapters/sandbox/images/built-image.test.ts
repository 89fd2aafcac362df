import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FoundImage } from '../../../../src/adapters/sandbox/images/image-manifest.ts';
import { readRecipe } from '../../../../src/adapters/sandbox/images/recipe.ts';
import { testImage } from '../../../sandbox/image.ts';
import { pinsOf } from './requirement-pins.ts';

describe('the image of this machine', () => {
  let image: FoundImage;
  let root: string;

  beforeAll(async () => {
    image = await testImage('bubblewrap');
    root = image.place.kind === 'root' ? image.place.folder : '';
  }, 300_000);

  it('holds the pinned packages and no other', async () => {
    const pins = [...pinsOf((await readRecipe()).requirements)].filter(
      ([, { marker }]) => marker?.includes('win32') !== true,
    );

    expect(image.facts.packages).toEqual(Object.fromEntries(pins.map(([name, { version }]) => [name, version])));
    expect(image.facts.python).toMatch(/^3\.1[123]\.\d+$/);
    expect(`v${image.facts.node}`).toBe(process.version);
    expect(image.bytes).toBeLessThan(450_000_000);
  });

  it('gives nobody rights, takes nothing from anybody, and leads nowhere outside', () => {
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });

    const odd = entries.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      // What is mounted over it takes its mode from it.
      if (path === join(root, 'tmp')) return [];
      if (entry.isSymbolicLink()) return readlinkSync(path).includes(root) ? [path] : [];
      const { mode } = lstatSync(path);
      return (mode & 0o7022) === 0 && (mode & 0o444) === 0o444 ? [] : [path];
    });
    expect(entries.length).toBeGreaterThan(3_000);
    expect(odd).toEqual([]);
  });

  it('has its Python compiled, so that no clock and no place of a file decides', () => {
    const packages = join(
      root,
      'usr/local/lib',
      `python${/^3\.\d+/.exec(image.facts.python ?? '')?.[0]}`,
      'dist-packages',
    );
    const folder = join(packages, 'pandas/core/__pycache__');
    const [compiled = ''] = readdirSync(folder).filter((name) => name.startsWith('frame.'));
    const bytes = readFileSync(join(folder, compiled));

    // By hash, and not to be checked again.
    expect(bytes.readUInt32LE(4)).toBe(1);
    expect(bytes.includes(root)).toBe(false);
  });

  it('is the same in the store of podman', async () => {
    const imported = await testImage('podman');

    expect(imported.facts).toEqual(image.facts);
    expect(imported.place).toEqual({
      kind: 'image',
      id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      digest: image.place.digest,
    });
  }, 300_000);
});
