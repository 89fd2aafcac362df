import { describe, expect, it } from 'vitest';
import { isLinearPattern, linearPattern } from '../../src/kernel/linear-pattern.ts';

describe('a pattern that is matched in linear time', () => {
  it('finds what a regular expression finds', () => {
    const pattern = linearPattern(String.raw`CVN-N\d{3}-E[A-Z]-S\d{2}`);

    expect(pattern.firstIn('feat: CVN-N011-EA-S07 and CVN-N011-EA-S08')).toBe('CVN-N011-EA-S07');
    expect(pattern.firstIn('nothing')).toBeNull();
    expect(pattern.allIn('CVN-N011-EA-S07 CVN-N011-EA-S08 CVN-N011-EA-S07')).toEqual([
      'CVN-N011-EA-S07',
      'CVN-N011-EA-S08',
    ]);
    expect(pattern.atStartOf('CVN-N011-EA-S07, too')).toBe('CVN-N011-EA-S07');
    expect(pattern.atStartOf(' CVN-N011-EA-S07')).toBeNull();
  });

  it('may ignore case', () => {
    expect(linearPattern('[A-Z]+-[0-9]+', { ignoresCase: true }).allIn('feat/abc-12-x')).toEqual(['abc-12']);
  });

  it('takes empty matches for none', () => {
    expect(linearPattern('x*').allIn('aaxa')).toEqual(['x']);
  });

  it.each([String.raw`\d*\d*\d*\d*x`, '(a|a)*b', '(a+)+b', '(a?){30}a{30}b', '.*.*.*b', String.raw`[A-Z]+-\d+`])(
    'comes to an end on a text of a whole body: %s',
    (source) => {
      expect(linearPattern(source).firstIn('a1A'.repeat(22_000))).toBeNull();
    },
  );

  it.each(['(?=a)b', '(?<!a)b', String.raw`(a)\1`, '(['])('cannot be made of %s', (source) => {
    expect(isLinearPattern(source)).toBe(false);
  });
});
