import { describe, expect, it } from 'vitest';
import { readTextBlocks, type TextScope } from '../../../src/kernel/markdown/reading/text-block.ts';

const PLAIN: TextScope = { code: 'none', quotes: false, unticked: true };

function textsOf(markdown: string, scope: Partial<TextScope> = {}): readonly string[] {
  return readTextBlocks(markdown, { ...PLAIN, ...scope }).map(({ text }) => text);
}

describe('the text that a reader of Markdown sees', () => {
  it.each([
    { says: 'marks of emphasis', markdown: '**a** _b_ ~~c~~ snake_case', texts: ['a b c snake_case'] },
    { says: 'links', markdown: '[a *b*](c) <https://d.e>', texts: ['a b https://d.e'] },
    { says: 'escapes and references', markdown: '\\*a\\* &lt;b', texts: ['a <b'] },
    {
      says: 'lists and cells apart',
      markdown: '- a\n- b\n\n| c | d |\n|---|---|\n| e | f |',
      texts: ['a', 'b', 'c', 'd', 'e', 'f'],
    },
    { says: 'code left out', markdown: 'a `b` c\n\n    d\n\n```\ne\n```', texts: ['a \ufffc c'] },
    { says: 'quotes left out', markdown: '> a\nb\n\nc', texts: ['c'] },
    { says: 'comments left out', markdown: 'a <!-- b --> c\n\n<!--\nd\n-->\n\ne', texts: ['a  c', 'e'] },
    { says: 'an open comment', markdown: 'a\n\n<!-- b\n\nc', texts: ['a'] },
    { says: 'a comment across blocks', markdown: '<div>\n<!-- a\n\nb\n\n-->\n</div>\n\nc', texts: [] },
    { says: 'a comment that HTML closes', markdown: '<div>\n<!-- a\n\nb\n\n<p>--></p>\n\nc', texts: ['c'] },
    { says: 'empty comments', markdown: '<!--> a\n\n<!---> b', texts: ['a', 'b'] },
    { says: 'elements', markdown: '<details><summary>a</summary>\n\nb\n\n</details>', texts: ['a', 'b'] },
    {
      says: 'silent elements',
      markdown: '<pre>a</pre>\n\n<code>b</code> c\n\n<blockquote>\n\nd\n\n</blockquote>',
      texts: ['c'],
    },
    { says: 'scripts', markdown: '<script>a</script>\n\n<style>\nb\n</style>\n\nc', texts: ['c'] },
    { says: 'line ends', markdown: 'a \r\nb\rc', texts: ['a\nb\nc'] },
    { says: 'images left out', markdown: 'a ![b](c) d', texts: ['a \ufffc d'] },
    { says: 'the deep end cut off', markdown: `${'> '.repeat(100)}a\n\nb`, texts: ['b'] },
  ])('has $says', ({ markdown, texts }) => {
    expect(textsOf(markdown)).toEqual(texts);
  });

  it('may hold code, quotes and not the items that nobody ticked', () => {
    expect(textsOf('`a`\n\n<code>b</code>\n\n<pre>c</pre>', { code: 'inline' })).toEqual(['a', 'b']);
    expect(textsOf('```\na\n```\n\n<pre>c</pre>', { code: 'all' })).toEqual(['a', 'c']);
    expect(textsOf('> a\n\nb', { quotes: true })).toEqual(['a', 'b']);
    expect(textsOf('- [ ] a\n- [x] b\n- c', { unticked: false })).toEqual(['b', 'c']);
  });

  it('knows where links lead', () => {
    const [block] = readTextBlocks('[a](b) [c][d] <a href="e">f</a> `[g](h)`\n\n[d]: i', PLAIN);

    expect(block?.targets).toEqual(['b', 'i', 'e']);
  });

  it('knows lines, headings and items', () => {
    const blocks = readTextBlocks('# a\n\n- b\n\n  # c\n\nd\n===', PLAIN);

    expect(blocks.map(({ text, line, heading, startsItem }) => [text, line, heading, startsItem])).toEqual([
      ['a', 1, 1, false],
      ['b', 3, null, true],
      ['c', 5, null, false],
      ['d', 7, 1, false],
    ]);
  });

  it.each([
    '>',
    '> ',
    '- ',
    '[',
    '[a](',
    '](a',
    '![',
    '*a_',
    '`a ',
    '<a\n',
    '<!--',
    '&amp;',
    '~~a',
    '[^a]',
    '[a\n',
    'a@b.c ',
    '|a',
    '\\*',
    'a_a\\*',
    '&a\\*',
    'a\n-\n',
    'a\n==\n\n',
    '- > a\n',
    '> a\n\n',
    '- a\n  - b\n',
    '> a\nb\n',
    '[^a]: b\n[^a]\n',
    '[a]: b\n',
  ])('is read to its end when it is %j alone', (piece) => {
    const markdown = `Closes #41\n\n${piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536)}`;

    expect(textsOf(markdown)[0]).toBe('Closes #41');
  });

  it('is read as far as a person writes quotes, items and underlines, and nothing behind that is believed', () => {
    const body = (lines: number) => `${'> quoted\n\n'.repeat(lines)}Closes #41`;

    expect(textsOf(body(1_000)).at(-1)).toBe('Closes #41');
    expect(textsOf(body(2_000)).at(-1)).not.toBe('Closes #41');
  });
});
