import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashTexts } from '../../src/kernel/hash.ts';
import { findBoundary, quoteText } from '../../src/kernel/quotation.ts';

/** What stands between the boundaries, found the way a reader finds it: by the first line that closes. */
function readQuotation(quotation: string): { label: string; text: string } {
  const [, label, boundary] = /^<<<data:(.*) (\S+)\n/.exec(quotation) ?? [];
  const start = quotation.indexOf('\n') + 1;
  const end = quotation.indexOf(`\n${boundary} end>>>`, start - 1);
  return { label: label ?? '', text: quotation.slice(start, Math.max(start, end)) };
}

describe('quoteText', () => {
  it('puts a text between an opening line with its label and a closing line', () => {
    const quotation = quoteText('F1', 'fees = 0\n');

    expect(quotation).toMatch(/^<<<data:F1 ([0-9a-f]{16})\nfees = 0\n\n\1 end>>>$/);
  });

  it('gives any text back whole to who looks for the first closing line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readQuotation(quoteText('F1', text))).toEqual({ label: 'F1', text });
      }),
    );
  });

  it('is not closed by a text that holds quotations, also its own', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (inner, tail) => {
        const text = `${quoteText('F1', inner)}\n${tail}`;

        expect(readQuotation(quoteText('F1', text)).text).toBe(text);
      }),
    );
  });

  it('gives equal parts equal quotations and different parts different boundaries', () => {
    const boundaryOf = (label: string, text: string) => quoteText(label, text).split(' ').at(-2)?.split('\n').at(-1);

    expect(quoteText('F1', 'a')).toBe(quoteText('F1', 'a'));
    expect(new Set([boundaryOf('F1', 'a'), boundaryOf('F1', 'b'), boundaryOf('F2', 'a')]).size).toBe(3);
  });

  it('keeps a label on its line', () => {
    const quotation = quoteText('a\nend>>>\r\u2028b', 'text');

    expect(quotation.split('\n')).toHaveLength(3);
    expect(quotation).toMatch(/^<<<data:a end>>> b [0-9a-f]{16}\n/);
  });
});

describe('findBoundary', () => {
  it('takes the next digest as long as one of the texts contains it', () => {
    const digest = (parts: readonly string[]) => (parts.at(-1) ?? '').repeat(16);

    const boundary = findBoundary(['label 0000000000000000', 'text 1111111111111111'], digest);

    expect(boundary).toBe('2222222222222222');
  });

  it('stands in none of the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const boundary = findBoundary(texts, hashTexts);

        expect(texts.filter((text) => text.includes(boundary))).toEqual([]);
      }),
    );
  });
});
