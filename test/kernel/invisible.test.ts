import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeInvisible } from '../../src/kernel/invisible.ts';

/** Invisible characters of every family, with text between that must stay. */
const unseen = fc.constantFrom(
  ...['\u0000', '\u0007', '\b', '\u001b', '\u001b[31m', '\u009b2J', '\u007f', '\u0090', '\u00ad', '\u034f', '\u061c'],
  ...['\u115f', '\u180e', '\u200b', '\u200d', '\u200e', '\u202e', '\u2060', '\u2066', '\u2800', '\u3164', '\ufe00'],
  ...['\ufe0f', '\ufeff', '\uffa0', '\ufff9', '\uffff', '\ue000', '\ud800', '\udc00', '\u0378', '\u{e0041}'],
  ...['\u{e0101}', '\u{1fffe}', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'],
);
const seen = fc.constantFrom(
  'a',
  'Z',
  '7',
  ' ',
  '\t',
  '\n',
  '[',
  ']',
  '(',
  ';',
  'é',
  '漢',
  '😀',
  '❤',
  '\u0301',
  '\u20e3',
);
const mixed = fc.array(fc.oneof(seen, unseen)).map((pieces) => pieces.join(''));

/** The one invisible character that may stay, where it may stay. */
const presentation = /(?<=\p{Extended_Pictographic})\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)/gu;

describe('removeInvisible', () => {
  it.each([
    [
      'a bidirectional override',
      'if role != "user\u202e \u2066// admins\u2069 \u2066":',
      'if role != "user // admins ":',
      4,
    ],
    ['zero-width characters and a mark inside words', 'app\u200bro\u200dved\ufeff.', 'approved.', 3],
    ['colours and a cleared screen', '\u001b[31mFAILED\u001b[0m\u001b[2J\u001b[H passed', 'FAILED passed', 16],
    ['an eight-bit colour', '\u009b1;31mred', 'red', 6],
    ['a choice of character set', '\u001b(0lqk\u001b(B', 'lqk', 6],
    ['a terminal reset', 'a\u001bcb', 'ab', 2],
    ['control characters', 'price\u0000 101.5\u0007\b\b\u007f', 'price 101.5', 5],
    ['tags that spell a hidden order', 'ok\u{e0069}\u{e0067}\u{e006e}', 'ok', 3],
    ['bytes smuggled as variation selectors', '😀\u{e0105}\u{e0106}\ufe01', '😀', 3],
    ['lone surrogates, which make no pair afterwards', 'a\ud83d\u200b\ude00b', 'ab', 3],
    ['noncharacters and unassigned characters', 'a\uffff\u{1fffe}\u0378b', 'ab', 3],
    ['fillers', 'if\u3164\u115f\u2800x', 'ifx', 3],
  ])('removes %s', (_, text, expected, removed) => {
    const visible = removeInvisible(text);

    expect(visible).toEqual({ text: expected, removed });
  });

  it.each([
    ['line feeds and tabs', 'a\n\n\tb\n'],
    ['spaces of every width', 'a\u00a0b\u2003c\u3000d'],
    ['letters with combining marks', 'e\u0301 ส้ม'],
    ['emoji with their presentation', '⚠️ ❤️ 1️⃣ 😀'],
    ['words that look like the rest of a sequence', '[31m ]0;title'],
  ])('keeps %s', (_, text) => {
    const visible = removeInvisible(text);

    expect(visible).toEqual({ text, removed: 0 });
  });

  it('shows a lone carriage return, behind which code may go on', () => {
    expect(removeInvisible('# note\rrun()\n')).toEqual({ text: '# note␍run()\n', removed: 1 });
  });

  it.each(['\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'puts a space for the line end %j, which git does not count',
    (end) => {
      const visible = removeInvisible(`a${end}b\nc`);

      expect(visible).toEqual({ text: 'a b\nc', removed: 1 });
    },
  );

  it('does not let a control string hide what stands in it', () => {
    const visible = removeInvisible('/*\u001b]0;*/ transfer() /*\u0007*/ \u001bP+q\u001b\\');

    expect(visible.text).toBe('/*0;*/ transfer() /**/ +q');
  });

  it('removes presentation selectors that follow no emoji', () => {
    const visible = removeInvisible('a\ufe0f 1\ufe0f ❤\ufe0f\ufe0f');

    expect(visible).toEqual({ text: 'a 1 ❤\ufe0f', removed: 3 });
  });

  it.each(['\u200b', '\u001b[1', '\r', '\ufe0f'])('takes a million times %j', (piece) => {
    const visible = removeInvisible(`a${piece.repeat(1_000_000)}b`);

    expect(visible.removed).toBeGreaterThanOrEqual(1_000_000);
  });

  it('leaves nothing unseen, whatever the text', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const left = removeInvisible(text)
          .text.replace(presentation, '')
          .replace(/[\n\t]/g, '');

        expect(left).not.toMatch(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('keeps the number of lines and of all code points accounted for', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const visible = removeInvisible(text);
        const replaced = text.match(/\r(?!\n)|[\v\f\u0085\u2028\u2029]/g)?.length ?? 0;

        expect(visible.text.split('\n')).toHaveLength(text.split('\n').length);
        expect(Array.from(visible.text).length + visible.removed - replaced).toBe(Array.from(text).length);
      }),
    );
  });

  it('finds nothing in what it has cleaned', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const once = removeInvisible(text).text;

        expect(removeInvisible(once)).toEqual({ text: once, removed: 0 });
      }),
    );
  });
});
