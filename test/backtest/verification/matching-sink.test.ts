import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MatchingSink } from '../../../src/backtest/verification/matching-sink.ts';

function compare(file: string, written: readonly string[]) {
  const sink = new MatchingSink('a.csv', Buffer.from(file, 'utf8'));
  for (const part of written) sink.write(Buffer.from(part, 'utf8'));
  return sink.difference();
}

describe('a file that is compared with what is written', () => {
  it.each([
    ['a changed line', 'a\nbb\nc\n', ['a\nb', 'x\nc\n'], 2, 'bb', 'bx'],
    ['a first line', 'b\n', ['a\n'], 1, 'b', 'a'],
    ['a line more in the file', 'a\nb\n', ['a\n'], 2, 'b', null],
    ['a line less in the file', 'a\n', ['a\nb', 'c\nd\n'], 2, null, 'bc'],
    ['an end within a line', 'a\nb', ['a\nbc\n'], 2, 'b', 'bc'],
    ['a missing line end', 'a\nb', ['a\nb', '\n'], 2, 'b', 'b'],
    ['an empty line more', 'a\n\n', ['a\n'], 2, '', null],
    ['an empty file', '', ['a\n'], 1, null, 'a'],
    ['nothing written', 'a\n', [], 1, 'a', null],
  ])('differs first by %s', (_what, file, written, line, first, second) => {
    expect(compare(file, written)).toMatchObject({ name: 'a.csv', line, first, second });
  });

  it('is the same only where every byte is, however it is written in parts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', 'é'), { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (file, parts) => {
        expect(compare(file, parts) === null).toBe(file === parts.join(''));
      }),
    );
    fc.assert(
      fc.property(fc.array(text), (parts) => {
        expect(compare(parts.join(''), parts)).toBeNull();
      }),
    );
  });
});
