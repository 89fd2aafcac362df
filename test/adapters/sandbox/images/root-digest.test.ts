import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sumFolder } from '../../../../src/adapters/sandbox/images/root-digest.ts';
import { makeFolder } from '../../../cli/running.ts';

/** Makes a small root, its files in an order of the caller's. */
function fill(folder: string, names: readonly string[] = ['b', 'a']): void {
  mkdirSync(join(folder, 'usr'), { mode: 0o755 });
  for (const name of names) writeFileSync(join(folder, 'usr', name), `of ${name}`, { mode: 0o644 });
  symlinkSync('usr/a', join(folder, 'link'));
}

describe('the digest of a folder', () => {
  it('is the same for the same files, whenever and in whatever order they were written', async () => {
    using one = makeFolder();
    using other = makeFolder();
    fill(one.folder);
    fill(other.folder, ['a', 'b']);
    utimesSync(join(other.folder, 'usr/a'), 1, 1);

    const sums = [await sumFolder(one.folder), await sumFolder(other.folder)];

    expect(sums[0]).toEqual(sums[1]);
    expect(sums[0]).toEqual({ digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), bytes: 8 });
  });

  it.each<[string, (at: (path: string) => string) => void]>([
    ['the content of a file', (at) => writeFileSync(at('usr/a'), 'of x')],
    ['what everybody may do with it', (at) => chmodSync(at('usr/a'), 0o755)],
    ['its name', (at) => renameSync(at('usr/a'), at('usr/c'))],
    ['a file more', (at) => writeFileSync(at('usr/c'), '')],
    ['a folder more', (at) => mkdirSync(at('empty'))],
    [
      'where a link leads',
      (at) => {
        rmSync(at('link'));
        symlinkSync('usr/b', at('link'));
      },
    ],
  ])('changes with %s', async (_, change) => {
    using place = makeFolder();
    fill(place.folder);
    const before = await sumFolder(place.folder);

    change((path) => join(place.folder, path));

    expect((await sumFolder(place.folder)).digest).not.toBe(before.digest);
  });
});
