import fc from 'fast-check';
import { anyText } from '../fixtures/any-text.ts';

/** Texts as strangers write them: wide signs, emoji, escapes, controls, words without a break. */
export const strangeText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  anyText({ maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '动量因子',
        '使用了未来数据',
        'ｗｉｄｅ',
        '한국어',
        'é',
        '👩‍💻',
        '🇩🇪',
        '✏️',
        'word',
        'a'.repeat(130),
      ),
      { maxLength: 3 },
    )
    .map((words) => words.join(' ')),
  fc.constantFrom(
    '\u001b[31mred\u001b[0m',
    '\u001b]8;;http://x\u0007link',
    'zero\u200bwidth',
    'tab\tand\nline',
    '\r\u001b[2Jgone',
    '\u202eright to left',
  ),
);

/** A name of one line, as of a skill or a model. */
export const strangeName: fc.Arbitrary<string> = strangeText.map((text) => text.replaceAll(/[\s:/]/g, '') || 'x');

export const anyWidth: fc.Arbitrary<number> = fc.integer({ min: 1, max: 140 });
