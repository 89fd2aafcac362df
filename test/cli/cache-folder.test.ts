import { describe, expect, it } from 'vitest';
import { cacheFolderOf } from '../../src/cli/cache-folder.ts';

describe('the cache folder', () => {
  it.each([
    ['its own variable', { CONCLAVE_CACHE: '/cache', XDG_CACHE_HOME: '/xdg', HOME: '/home/ada' }, '/cache'],
    ['its own variable, from where it was called', { CONCLAVE_CACHE: 'cache' }, '/work/quant/cache'],
    ['the variable of the platform', { XDG_CACHE_HOME: '/xdg', HOME: '/home/ada' }, '/xdg/conclave'],
    [
      'the home of the user',
      { CONCLAVE_CACHE: ' ', XDG_CACHE_HOME: 'relative', HOME: '/home/ada' },
      '/home/ada/.cache/conclave',
    ],
    ['nothing', {}, null],
  ])('follows from %s', (_, environment, expected) => {
    expect(cacheFolderOf({ environment, folder: '/work/quant' })).toBe(expected);
  });
});
