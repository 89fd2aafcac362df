import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexPaths } from '../../src/adr/binding/path-index.ts';
import { matchesGlob } from '../../src/kernel/glob.ts';
import { fileOf } from './decision-parts.ts';

const segment = fc.constantFrom('src', 'risk', 'a.py', 'b.py', '.github', 'docs', 'x');
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const piece = fc.constantFrom('src', 'risk', 'a.py', '*', '**', '*.py', '?.py', '{a,b}.py', '[ab].py', '.', 'x');
const glob = fc
  .tuple(fc.constantFrom('', '/', './'), fc.array(piece, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '/'))
  .map(([start, pieces, end]) => `${start}${pieces.join('/')}${end}`);

describe('the index of paths', () => {
  it('finds what the globs match, no more and no less', () => {
    fc.assert(
      fc.property(fc.array(path, { maxLength: 12 }), fc.array(glob, { minLength: 1, maxLength: 6 }), (paths, globs) => {
        const index = indexPaths(paths.map((each) => fileOf(each, null, '')));

        for (const each of globs) {
          const expected = [...new Set(paths)].filter((one) => matchesGlob(one, each)).sort();
          expect(index.matching(each)).toEqual(expected);
        }
      }),
    );
  });
});
