import { describe, expect, it } from 'vitest';
import { isWithinReach } from '../../../src/kernel/markdown/reading/reach.ts';
import { readSourceBlocks, type SourceBlock } from '../../../src/kernel/markdown/reading/source-block.ts';

describe('Markdown line by line', () => {
  it('tells headings with their levels and lines, also underlined ones of two lines', () => {
    const blocks = readSourceBlocks('# One ##\n\nTwo\nlines\n---\n\n> ## No\n\n- # No\n');

    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'heading', 'text', 'text']);
    expect(blocks.slice(0, 2)).toEqual([
      { kind: 'heading', level: 1, line: 1, end: 1, lines: [{ line: 1, pieces: [{ kind: 'text', text: 'One' }] }] },
      {
        kind: 'heading',
        level: 2,
        line: 3,
        end: 5,
        lines: [
          { line: 3, pieces: [{ kind: 'text', text: 'Two' }] },
          { line: 4, pieces: [{ kind: 'text', text: 'lines' }] },
        ],
      },
    ]);
  });

  it('tells links, images and code apart, each on the line on which it begins', () => {
    const [block] = readSourceBlocks(
      'See [a `b`\nc](d.md) and `e`\nthen ![f](g.png), [h] <i@example.com>.\n\n[h]: j.md',
    );

    expect(block).toEqual({
      kind: 'text',
      depth: 0,
      startsItem: false,
      isCell: false,
      lines: [
        {
          line: 1,
          pieces: [
            { kind: 'text', text: 'See ' },
            { kind: 'link', text: 'a b\nc', target: 'd.md' },
          ],
        },
        {
          line: 2,
          pieces: [
            { kind: 'text', text: ' and ' },
            { kind: 'code', text: 'e' },
          ],
        },
        {
          line: 3,
          pieces: [
            { kind: 'text', text: 'then ' },
            { kind: 'image', text: 'f', target: 'g.png' },
            { kind: 'text', text: ', ' },
            { kind: 'link', text: 'h', target: 'j.md' },
            { kind: 'text', text: ' ' },
            { kind: 'link', text: 'i@example.com', target: 'mailto:i@example.com' },
            { kind: 'text', text: '.' },
          ],
        },
      ],
    });
  });

  it('tells what begins an item, and how deep it stands', () => {
    const blocks = readSourceBlocks('* a\n\n  b\n  * c\n> d\n\n| e |\n|---|\n| f |\n');

    expect(
      blocks.map((block) => block.kind === 'text' && [wordsIn(block), block.startsItem, block.depth, block.isCell]),
    ).toEqual([
      ['a', true, 1, false],
      ['b', false, 1, false],
      ['c', true, 2, false],
      ['d', false, 1, false],
      ['e', false, 0, true],
      ['f', false, 0, true],
    ]);
  });

  it('tells fences with their language and the line of the fence', () => {
    const blocks = readSourceBlocks('a\n\n~~~~YAML title=x\n~~~\n# b\n~~~~\n\n    c\n');

    expect(blocks.slice(1)).toEqual([
      { kind: 'code', language: 'YAML', text: '~~~\n# b', line: 3 },
      { kind: 'code', language: null, text: 'c', line: 8 },
    ]);
  });

  it('leaves comments out, and reads the links and words of HTML on their own lines', () => {
    const blocks = readSourceBlocks(
      'a <!-- [b](c.md)\nd --> e\n\n<!--\n\n## f\n\n-->\n\n<p>\n<!-- g\n-->h <a\nhref="i.md">j</a>\n</p>\n',
    );

    expect(blocks.flatMap((block) => (block.kind === 'code' ? [] : block.lines))).toEqual([
      { line: 1, pieces: [{ kind: 'text', text: 'a ' }] },
      { line: 2, pieces: [{ kind: 'text', text: ' e' }] },
      {
        line: 12,
        pieces: [
          { kind: 'text', text: 'h ' },
          { kind: 'link', text: '', target: 'i.md' },
        ],
      },
      { line: 13, pieces: [{ kind: 'text', text: 'j' }] },
    ]);
  });
});

describe('the reach of the reader', () => {
  it.each([
    ['plain text with blanks at the ends of its lines', 'a  \r\n- b\t\n\n```\n[c]\n```\n', true],
    ['many list items', '- a\n'.repeat(1_501), false],
    ['many brackets', '[]'.repeat(501), false],
    ['deep quotes', '>'.repeat(52), false],
  ])('covers %s: %s', (_, text, isWhole) => {
    expect(isWithinReach(text)).toBe(isWhole);
  });
});

function wordsIn(block: Extract<SourceBlock, { kind: 'text' }>): string {
  return block.lines.flatMap(({ pieces }) => pieces.map(({ text }) => text)).join('|');
}
