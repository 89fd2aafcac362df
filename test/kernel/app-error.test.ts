import { describe, expect, it } from 'vitest';
import { AppError, messageOf, renderError } from '../../src/kernel/app-error.ts';

describe('an error for people', () => {
  it('says where and what, what was expected and what to do', () => {
    const error = new AppError('bad-config', 'unknown key "expert"', {
      where: '.github/conclave.yml:14',
      expected: 'one of: enforcement, models',
      advice: 'did you mean "models"?\n  also line 16: missing key "version"',
    });

    expect(renderError(error)).toBe(
      '.github/conclave.yml:14: unknown key "expert"\n' +
        '  expected one of: enforcement, models\n' +
        '  did you mean "models"?\n' +
        '  also line 16: missing key "version"',
    );
  });

  it('is the sentence alone when nothing else is known', () => {
    expect(renderError(new AppError('broken', 'it failed'))).toBe('it failed');
  });

  it('does nothing to a terminal and begins no line of its own', () => {
    const hostile = 'a\u001b[2J\u001b]0;title\u0007b\r\u0000\u202ec\nconclave: accepted';

    const words = renderError(
      new AppError('bad-input', hostile, { where: hostile, expected: hostile, advice: hostile }),
    );

    expect(words.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(
      words
        .split('\n')
        .slice(0, 2)
        .filter((line) => line.startsWith('conclave: accepted')),
    ).toEqual([]);
  });
});

describe('a thrown value', () => {
  it.each([
    [new Error('it\nfailed'), 'it failed'],
    ['just words', 'just words'],
    [null, 'null'],
  ])('%s is read as one line', (value, words) => {
    expect(messageOf(value)).toBe(words);
  });
});
