import { describe, expect, it } from 'vitest';
import { firstOwnLine } from '../../../src/kernel/markdown/own-line.ts';

describe('the first line that is neither blank nor quoted', () => {
  it.each([
    ['is the first of a text without quotes', 'one\ntwo', 'one'],
    ['is kept as it was written', ' \n\t\n   one  ', '   one  '],
    ['stands below a quote', '> quoted\n\none', 'one'],
    ['stands below a quote that ends empty', '> quoted\n>\none', 'one'],
    ['stands below a heading in a quote', '> # quoted\none', 'one'],
    ['stands below a fence in a quote', '> ```\n> code\n> ```\none', 'one'],
    ['is none that runs on from a quoted paragraph', '> quoted\nruns on\n\none', 'one'],
    ['is none that runs on from a quoted list', '> - quoted\nruns on\n\none', 'one'],
    ['is none that runs on from a quote in a quote', '>> quoted\nruns on\n\none', 'one'],
    ['ends at a line end of any system', '> quoted\r\n\r\none\r\ntwo', 'one'],
    ['ends at a lone carriage return', '> quoted\r\rone\rtwo', 'one'],
    ['may hold a sign of quotes', 'one > two', 'one > two'],
    ['is quoted by no more than three spaces', '    > one', '    > one'],
    ['may stand below a long quoted line', `> ${'word '.repeat(500)}\n\none`, 'one'],
    ['may stand below very deep quotes', `${'>'.repeat(60_000)} quoted\n\none`, 'one'],
  ])('%s', (_, text, line) => {
    expect(firstOwnLine(text)).toBe(line);
  });

  it.each(['', '\n \n\t', '> quoted', '> quoted\nruns on', '> quoted\n\n> again\n'])('is missing in %j', (text) => {
    expect(firstOwnLine(text)).toBeNull();
  });
});
