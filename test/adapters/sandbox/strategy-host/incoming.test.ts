import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Incoming, type Message } from '../../../../src/adapters/sandbox/strategy-host/incoming.ts';
import {
  bytesOf,
  MOST_LINE_BYTES,
  NO_FLOATS,
  writeLine,
} from '../../../../src/adapters/sandbox/strategy-host/protocol.ts';

/** What is heard of bytes that come in pieces of a length. */
function hear(bytes: Buffer, { piece = bytes.length, mostFloats = 100 } = {}): readonly Message[] {
  const heard: Message[] = [];
  const incoming = new Incoming((message) => void heard.push(message));
  incoming.mostFloats = mostFloats;
  for (let at = 0; at < bytes.length; at += piece) incoming.feed(bytes.subarray(at, at + piece));
  return heard;
}

const odd = fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE);
const numbers = fc.array(fc.oneof(fc.double(), odd), { maxLength: 40 }).map((values) => Float64Array.from(values));

describe('a message', () => {
  it('arrives as it was sent, with every number exact, in whatever pieces it comes', () => {
    const sentence = fc.record({ number: fc.nat(), word: fc.string(), floats: numbers });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 50 }), (all, piece) => {
        const bytes = Buffer.concat(
          all.flatMap(({ number, word, floats }) => [
            writeLine(number, { kind: 'said', word }, floats.length),
            bytesOf(floats),
          ]),
        );

        const heard = hear(bytes, { piece });

        expect(heard.map(({ number, words, floats }) => ({ number, word: words.word, floats }))).toEqual(
          all.map(({ number, word, floats }) => ({ number, word, floats: floats.length === 0 ? NO_FLOATS : floats })),
        );
      }),
    );
  });

  it.each([
    ['is no JSON', 'hello\n', '"hello"'],
    ['is JSON of something else', '[1,2]\n', '"[1,2]"'],
    ['is of another protocol', '{"v":2,"n":0,"kind":"noted"}\n', '{\\"v\\":2'],
    ['has no number', '{"v":1,"kind":"noted"}\n', 'noted'],
    ['has a number that is none', '{"v":1,"n":-1,"kind":"noted"}\n', 'noted'],
    ['counts its numbers as text', '{"v":1,"n":0,"kind":"noted","floats":"9"}\n', 'floats'],
    ['brings numbers that nobody asked for', '{"v":1,"n":0,"kind":"noted","floats":101}\n', '101 numbers that nobody'],
    ['would move a cursor', '\u001b[2J\u202ereversed\u0007\n', '"·[2J·reversed·"'],
    ['is nothing but zeros', `${'\0'.repeat(300)}\n`, `"${'·'.repeat(200)}…"`],
  ])('is none when it %s, and is shown', (_what, text, shown) => {
    expect(() => hear(Buffer.from(text))).toThrow(shown);
  });

  it('is none when its line has no end', () => {
    const line = Buffer.alloc(MOST_LINE_BYTES, 'x');

    expect(() => hear(line, { piece: 60_000 })).toThrow('a line without an end');
  });

  it('is not written when its line would be too long', () => {
    const words = { kind: 'said', text: 'x'.repeat(MOST_LINE_BYTES) };

    expect(() => writeLine(0, words, 0)).toThrow(/^what a strategy is to be told takes \d+ bytes$/);
  });
});
