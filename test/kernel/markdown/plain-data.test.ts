import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { plainData } from '../../../src/kernel/markdown/reading/plain-data.ts';

const PIECES = '` `` \\ \\` \\* & &amp; &# < <b> <http://c.d> [ ] ]( ) ![ ! * _ a b: "'.split(' ');
const PLACES = [' ', '\n', '  \n', '\n\n', '\n- ', '\n# ', '\n```', '[a](<b&c\\*d> "e&f\\_g")', '[a]: b "c&d\\*e"\n'];

const mixture = fc
  .array(fc.constantFrom(...PIECES, ...PLACES), { minLength: 1, maxLength: 30 })
  .map((pieces) => pieces.join(''));

describe('plain text that is put together at once', () => {
  it('is what the parser would read, at the same places', () => {
    fc.assert(
      fc.property(mixture, (markdown) => {
        expect(fromMarkdown(markdown, { extensions: [plainData()] })).toEqual(fromMarkdown(markdown));
      }),
    );
  });

  it.each(['`a', '``a`b', '\\``a`', 'a*b_c', '&a;\\*b&', '<a <b'])('is so for %j', (markdown) => {
    expect(fromMarkdown(markdown, { extensions: [plainData()] })).toEqual(fromMarkdown(markdown));
  });
});
