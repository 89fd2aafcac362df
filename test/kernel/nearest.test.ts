import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/kernel/nearest.ts';

describe('the nearest word', () => {
  it.each([
    { word: 'expert', known: ['enforcement', 'experts'], nearest: 'experts', why: 'a letter is missing' },
    { word: 'modles', known: ['models', 'modules'], nearest: 'models', why: 'two neighbours are swapped' },
    { word: 'Enforcement', known: ['enforcement'], nearest: 'enforcement', why: 'only the case differs' },
    { word: 'g4', known: ['G4', 'G1'], nearest: 'G4', why: 'only the case differs' },
    { word: 'enforcment', known: ['enforcement', 'evidence'], nearest: 'enforcement', why: 'a letter was forgotten' },
    { word: 'budget', known: ['seats_heard', 'budget_usd'], nearest: 'budget_usd', why: 'it is the beginning' },
    { word: 'waver', known: ['never', 'waiver'], nearest: 'waiver', why: 'it has the fewest edits' },
  ])('of $word is $nearest, because $why', ({ word, known, nearest }) => {
    expect(nearestWord(word, known)).toBe(nearest);
  });

  it.each([
    { word: 'g6', known: ['g1', 'g2', 'off'] },
    { word: 'on', known: ['of'] },
    { word: 'banana', known: ['enforcement', 'models'] },
    { word: 'bud', known: ['budget_usd'] },
    { word: 'x', known: [] },
  ])('of $word is none among $known', ({ word, known }) => {
    expect(nearestWord(word, known)).toBeNull();
  });

  it('of a known word is that word', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,12}$/), { minLength: 1, maxLength: 8 });

    fc.assert(
      fc.property(words, fc.nat(), (known, index) => {
        const word = known[index % known.length] ?? '';

        expect(nearestWord(word, known)).toBe(word);
      }),
    );
  });
});
