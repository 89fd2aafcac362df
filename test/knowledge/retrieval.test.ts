import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/knowledge/library.ts';
import { domainPassages, judgeAnswer, ownCases, recallAtFive, sharedCases } from '../evaluation/retrieval.ts';

const passages = domainPassages();
const library = openLibrary(passages);

describe('questions about the domain documents, without any model', () => {
  it.each([
    ['the shared ones', sharedCases()],
    ['our own', ownCases('tuning')],
    ['our own that were left aside', ownCases('held-out')],
  ])('find a relevant passage among the first five in four of five cases: %s', (_, cases) => {
    const fared = cases.map((one) => judgeAnswer(one, library));

    expect(recallAtFive(fared)).toBeGreaterThanOrEqual(0.8);
  });

  it('have their quotes whole in one passage each', () => {
    const quotes = [...ownCases('tuning'), ...ownCases('held-out')].flatMap(({ relevant }) => relevant);

    for (const { file, quote } of quotes) {
      const holders = passages.filter(({ path, text }) => path === file && text.includes(quote));
      expect({ quote, holders: holders.length }).toEqual({ quote, holders: 1 });
    }
  });
});
