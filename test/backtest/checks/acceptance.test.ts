import { describe, expect, it } from 'vitest';
import { InvariantBook } from '../../../src/backtest/checks/invariant-book.ts';
import { readCases, Scenario } from '../case-file.ts';
import { playScenario } from '../scenario.ts';

const cases = readCases();

describe('a book beside the acceptance cases', () => {
  it.each(cases.scenarios.map((scenario) => [scenario.id, scenario] as const))(
    'finds nothing in acceptance case %s, which was worked out by hand',
    (_, given) => {
      const books: InvariantBook[] = [];

      playScenario(Scenario.parse(given), cases.defaults, (ground) => {
        const book = new InvariantBook(ground);
        books.push(book);
        return book;
      });

      expect(books.map((book) => book.evidence().violations)).toEqual([[]]);
    },
  );
});
