import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CitedPlace, EXCERPT_TOKENS, linesAround } from '../../src/dossier/excerpt.ts';
import { readArtifact } from '../../src/dossier/part.ts';
import { somePart } from './some-dossier.ts';

/** 3,000 characters are as many tokens as an excerpt may have. */
const LONGEST_EXCERPT = 3_000;
const countTokens = (text: string) => Math.ceil((text.length * EXCERPT_TOKENS) / LONGEST_EXCERPT);

const numbered = Array.from({ length: 40 }, (_, index) => ` line ${index + 1}`);
const part = somePart('src/run.py', [...numbered.slice(0, 20), '-gone', '+added', ...numbered.slice(20)]);

function place(overrides: Partial<CitedPlace> = {}): CitedPlace {
  return { path: 'src/run.py', line: 21, end_line: 21, side: 'after', quote: 'added', ...overrides };
}

const linesIn = (excerpt: string) => excerpt.split('\n').map((line) => line.replace(/^(.) +(\d+) \| /, '$1$2 '));

describe('linesAround', () => {
  it('shows the cited line with eight lines on both sides', () => {
    const lines = linesIn(linesAround(place(), [part], countTokens));

    expect(lines).toHaveLength(17);
    expect(lines.slice(7, 10)).toEqual(['-21 gone', '+21 added', ' 22 line 21']);
  });

  it('shows a removed line where it stood', () => {
    expect(linesIn(linesAround(place({ side: 'before', quote: 'gone' }), [part], countTokens))[8]).toBe('-21 gone');
  });

  it('shows every line of a passage', () => {
    const lines = linesIn(linesAround(place({ line: 5, end_line: 30 }), [part], countTokens));

    expect([lines[0], lines.at(-1)]).toEqual([' 1 line 1', ' 38 line 37']);
  });

  it.each<[why: string, overrides: Partial<CitedPlace>]>([
    ['it is a coverage row', { line: null, end_line: null, quote: 'tests/test_run.py | test | unread' }],
    ['the file is not in the dossier', { path: 'uv.lock', quote: 'token = "x"' }],
    ['the line is not in the dossier', { line: 999, end_line: 999, quote: 'far away' }],
  ])('gives the bare quote when %s', (_, overrides) => {
    expect(linesAround(place(overrides), [part], countTokens)).toBe(overrides.quote);
  });

  it('leaves lines around out before it cuts the cited one', () => {
    const texts = ['a'.repeat(3_000), 'cited', 'b'.repeat(3_000)];
    const long = { ...part, lines: readArtifact(texts.join('\n')).lines };

    expect(linesAround(place({ line: 2, end_line: 2 }), [long], countTokens)).toBe('  2 | cited');
  });

  it('says when the end of the cited lines is left out', () => {
    const long = { ...part, lines: readArtifact('x'.repeat(9_000)).lines };

    expect(linesAround(place({ line: 1, end_line: 1 }), [long], countTokens)).toMatch(
      /x\n\[the rest of the cited lines is left out\]$/,
    );
  });

  it('is never much longer than it may be, and always begins with or before the cited line', () => {
    const anyTexts = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(anyTexts, fc.nat(), (lengths, at) => {
        const texts = lengths.map((length, index) => `${index} ${'x'.repeat(length)}`);
        const line = 1 + (at % texts.length);
        const long = { ...part, lines: readArtifact(texts.join('\n')).lines };

        const excerpt = linesAround(place({ line, end_line: line }), [long], countTokens);

        expect(excerpt.length).toBeLessThanOrEqual(LONGEST_EXCERPT + 50);
        expect(excerpt).toContain(`${line} | ${line - 1} `);
      }),
    );
  });
});
