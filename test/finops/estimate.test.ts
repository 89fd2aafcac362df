import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../src/finops/estimate.ts';
import { anyText } from '../fixtures/any-text.ts';

describe('the estimate of tokens', () => {
  it.each([
    { text: '', tokens: 0, what: 'nothing' },
    { text: 'the', tokens: 1, what: 'a short word' },
    { text: 'the label of bar', tokens: 4, what: 'short words with single blanks' },
    { text: 'momentum', tokens: 2, what: 'a word of eight letters' },
    { text: 'meanReturn', tokens: 3, what: 'a name of two words' },
    { text: '20260105', tokens: 8, what: 'digits, each by itself' },
    { text: '0.0042', tokens: 6, what: 'a number with a point' },
    { text: '());', tokens: 2, what: 'punctuation in a row' },
    { text: '\n', tokens: 1, what: 'a line break' },
    { text: '\r\n', tokens: 1, what: 'a line break of two characters' },
    { text: 'a\r\rb', tokens: 4, what: 'two old line breaks' },
    { text: '        x', tokens: 2, what: 'an indentation' },
    { text: 'é', tokens: 1, what: 'an accented letter' },
    { text: '量化交易', tokens: 5, what: 'four signs' },
    { text: '🚀', tokens: 3, what: 'an emoji' },
    { text: 'цена', tokens: 4, what: 'another alphabet' },
    { text: 'xqzjvkwp', tokens: 6, what: 'a random string' },
    { text: 'abcde'.repeat(6), tokens: 23, what: 'a word that is too long to be one' },
  ])('of $what is $tokens', ({ text, tokens }) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it('gives lines of code more tokens than their words', () => {
    const line = "df['mom_1'] = df['close'].shift(-1) / df['close'] - 1\n";

    expect(estimateTokens(line)).toBeGreaterThanOrEqual(24);
    expect(estimateTokens(line)).toBeLessThanOrEqual(36);
  });

  it('is a whole number, never more than two for a unit of text, and the same each time', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 20 }), (text) => {
        const tokens = estimateTokens(text);

        expect(Number.isInteger(tokens)).toBe(true);
        expect(tokens).toBeLessThanOrEqual(text.length * 2);
        expect(estimateTokens(text)).toBe(tokens);
      }),
    );
  });

  it('grows with every line that is added', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), fc.string({ minLength: 1 }), (lines, line) => {
        const text = lines.join('\n');

        expect(estimateTokens(`${text}\n${line}\n`)).toBeGreaterThan(estimateTokens(text));
      }),
    );
  });
});
