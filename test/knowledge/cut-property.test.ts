import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPieces } from '../../src/knowledge/cut.ts';

const sentence = fc
  .array(
    fc.constantFrom('the', 'gate', 'déployer', 'cf. ADR-26', '`a.b`', 'v1.2', '**bold**', '|', '😀', 'e.g. this'),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((words) => `${words.join(' ')}.`);
const block = fc.oneof(
  fc.array(sentence, { minLength: 1, maxLength: 20 }).map((all) => all.join(' ')),
  fc.array(sentence, { minLength: 1, maxLength: 20 }).map((all) => all.join('\n')),
  fc.array(sentence, { minLength: 1, maxLength: 30 }).map((all) => all.map((one) => `- ${one}`).join('\n')),
  fc.array(sentence, { minLength: 1, maxLength: 40 }).map((all) => `\`\`\`\n${all.join('\n\n')}\n\`\`\``),
  fc.array(sentence, { maxLength: 30 }).map((all) => ['| a |', '|---|', ...all.map((one) => `| ${one} |`)].join('\n')),
  fc.tuple(fc.integer({ min: 1, max: 6 }), sentence).map(([depth, words]) => `${'#'.repeat(depth)} ${words}`),
  fc.tuple(fc.integer({ min: 1, max: 30 }), sentence).map(([number, words]) => `${number}. ${words}`),
  fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !text.includes('<!--') && !text.includes('---')),
);
const document = fc
  .tuple(fc.array(block, { maxLength: 20 }), fc.constantFrom('\n\n', '\r\n\r\n', '\n'))
  .map(([blocks, gap]) => blocks.join(gap));

describe('any document', () => {
  it('stands in its pieces, each character that is no blank once and in its place', () => {
    fc.assert(
      fc.property(document, (text) => {
        const pieces = cutPieces(text);

        expect(withoutBlanks(pieces.map((piece) => piece.text).join(''))).toBe(withoutBlanks(text));
        let from = 0;
        for (const piece of pieces) {
          const start = text.indexOf(piece.text, from);
          const lines = text.slice(0, start).split(/\r\n|\r|\n/).length;
          expect([start >= from, piece.line]).toEqual([true, lines]);
          expect(piece.endLine).toBe(lines + piece.text.split(/\r\n|\r|\n/).length - 1);
          from = start + piece.text.length;
        }
      }),
    );
  });

  it('is cut into pieces that are short, not blank, and told apart by their section and part', () => {
    fc.assert(
      fc.property(document, (text) => {
        const pieces = cutPieces(text);

        for (const piece of pieces) {
          expect(piece.text.length).toBeLessThanOrEqual(1_200);
          expect(piece.text.trim()).not.toBe('');
        }
        expect(new Set(pieces.map(({ anchor, part }) => `${anchor}~${part}`)).size).toBe(pieces.length);
      }),
    );
  });
});

describe('a document that was made to hurt', () => {
  const long = 300_000;

  it.each([
    ['one word', 'a'.repeat(long)],
    ['one line of words', 'word '.repeat(long / 5)],
    ['full stops', '.'.repeat(long)],
    ['full stops and blanks', '. '.repeat(long / 2)],
    ['blanks', ' '.repeat(long)],
    ['line ends', '\n'.repeat(long)],
    ['headings', '# Same\n'.repeat(long / 7)],
    ['addresses that repeat each other', Array.from({ length: 10_000 }, (_, at) => `# a\n# a-${at}`).join('\n')],
    ['numbers', Array.from({ length: 10_000 }, (_, at) => `${at}. Title`).join('\n\n')],
    ['quotes within quotes', '> '.repeat(long / 2)],
    ['lists within lists', '- '.repeat(long / 2)],
    ['open comments in a line', 'x <!-- '.repeat(long / 7)],
    ['comments', 'x<!-- y -->'.repeat(long / 11)],
    ['backticks', '` '.repeat(long / 2)],
    ['runs of backticks', Array.from({ length: 700 }, (_, at) => '`'.repeat(at)).join(' <!-- x --> ')],
    ['fences', '```\n'.repeat(long / 4)],
    ['underlines', 'a\n---\n'.repeat(long / 6)],
    ['brackets', `${'# '}${'['.repeat(900)}\n`.repeat(300)],
    ['leads', 'a:\n\n'.repeat(long / 4)],
    ['closing marks', '.")'.repeat(long / 3)],
  ])('is cut all the same: %s', (_, text) => {
    const pieces = cutPieces(text);

    const visible = text.replace(/<!--(?: [xy] )-->/g, '');
    expect(withoutBlanks(pieces.map((piece) => piece.text).join('')).length).toBe(withoutBlanks(visible).length);
    expect(pieces.every((piece) => piece.text.length <= 1_200)).toBe(true);
  });
});

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
