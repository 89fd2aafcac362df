import { describe, expect, it } from 'vitest';
import { READS, testLines, textOf, weakened } from './some-test.ts';

describe('a skip or an expected failure that is added', () => {
  it.each([
    ['a mark', '@pytest.mark.skip(reason="slow")'],
    ['a mark without a reason', '@pytest.mark.skip'],
    ['a condition', '@pytest.mark.skipif(sys.platform == "win32", reason="x")'],
    ['an expected failure', '@pytest.mark.xfail(strict=False)'],
    ['a mark by an alias', '@pt.mark.skip'],
    ['a mark by its module', '@mark.xfail'],
    ['a mark by its own name', '@skipped'],
    ['a mark that a name holds', '@flaky'],
    ['a mark that a name holds, called', '@flaky(reason="x")'],
    ['unittest', '@unittest.skip("x")'],
    ['unittest with a condition', '@unittest.skipUnless(GPU, "x")'],
    ['an expected failure of unittest', '@unittest.expectedFailure'],
    ['a parameter', '@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.xfail)])'],
  ])('is found as %s', (_, mark) => {
    const head = [
      'import pytest, unittest',
      'import pytest as pt',
      'from pytest import mark',
      'from unittest import skip as skipped',
      'flaky = pytest.mark.xfail(strict=False)',
      '',
    ];

    expect(weakened(textOf(head, READS), textOf(head, [mark], READS))).toEqual(['after:7']);
  });

  it.each([
    ['a call', 'pytest.skip("no data")'],
    ['a call that expects a failure', 'pytest.xfail("no data")'],
    ['a method', 'self.skipTest("no data")'],
    ['an error', 'raise unittest.SkipTest("no data")'],
    ['an error of pytest', 'raise pytest.skip.Exception("no data")'],
  ])('is found in a test as %s', (_, line) => {
    const head = ['import pytest, unittest', ''];

    expect(
      weakened(
        textOf(head, READS),
        textOf(head, testLines('test_reads', line, 'x = read()', 'assert x', 'assert x.open > 0')),
      ),
    ).toEqual(['after:4']);
  });

  it('is found for a whole module, a class and a new file', () => {
    const head = ['import pytest', ''];
    const whole = ['import pytest', 'pytestmark = [pytest.mark.slow, pytest.mark.skip]', ''];

    expect(weakened(textOf(head, READS), textOf(whole, READS))).toEqual(['after:2']);
    expect(weakened(null, textOf(whole, READS))).toEqual(['after:2']);
  });

  it('is found where its name stands', () => {
    const before = textOf(['import pytest', ''], testLines('test_a', 'assert x'));
    const after = textOf(['import pytest', ''], testLines('test_a', '(pytest', '    .mark', '    .skip)', 'assert x'));

    expect(weakened(before, after)).toEqual(['after:6']);
  });

  it.each([
    ['another mark', '@pytest.mark.slow'],
    ['a comment', '# pytest.mark.skip'],
    ['a text', 'note = "pytest.skip"'],
    ['a function of that name', 'skip(3)'],
    ['a keyword', 'frame = read_csv(path, skiprows=1)'],
    ['a method of something else', 'reader.skip("x")'],
    ['an error that is expected', 'error = pytest.skip.Exception'],
  ])('is not seen in %s', (_, line) => {
    const head = ['import pytest', ''];

    expect(weakened(textOf(head, READS), textOf(head, [line], line.startsWith('@') ? READS : ['', ...READS]))).toEqual(
      [],
    );
  });

  it.each([
    ['gets another reason', 'skip(reason="a")', 'skip(reason="b")', []],
    ['gets a condition', 'skip(reason="a")', 'skipif(GPU, reason="a")', []],
    ['runs again, and may fail', 'skip', 'xfail', []],
    ['does not even run any more', 'xfail', 'skip', ['after:3']],
    ['loses its condition', 'skipif(GPU)', 'skip', ['after:3']],
  ])('is none where one %s', (_, old, now, expected) => {
    const marked = (mark: string) => textOf(['import pytest', '', `@pytest.mark.${mark}`], READS);

    expect(weakened(marked(old), marked(now))).toEqual(expected);
  });

  it('is found beside a mark that another test loses', () => {
    const [one, two] = [testLines('test_a', 'assert a'), testLines('test_b', 'assert b')];
    const mark = ['@pytest.mark.skip'];
    const head = ['import pytest', ''];

    expect(weakened(textOf(head, mark, one, two), textOf(head, one, mark, two))).toEqual(['after:6']);
  });
});
