import { describe, expect, it } from 'vitest';
import { fileOf } from '../scene-of.ts';
import { READS, TEST_PATH, testLines, textOf, weakened } from './some-test.ts';

describe('an assert that is removed', () => {
  it('is found when its test gets no other', () => {
    expect(weakened(textOf(READS), textOf(testLines('test_reads', 'x = read()', 'assert x')))).toEqual(['before:4']);
  });

  it('is found when it is commented out', () => {
    expect(
      weakened(textOf(READS), textOf(testLines('test_reads', 'x = read()', 'assert x', '# assert x.open > 0'))),
    ).toEqual(['before:4']);
  });

  it('is replaced by any assert that its test gets', () => {
    const after = textOf(testLines('test_reads', 'x = read()', 'assert x is not None and x.open > 0'));

    expect(weakened(textOf(READS), after)).toEqual([]);
  });

  it.each(['assert True', 'assert 1', 'assert "checked by hand"'])('is not replaced by %s', (line) => {
    expect(weakened(textOf(READS), textOf(testLines('test_reads', 'x = read()', 'assert x', line)))).toEqual([
      'before:4',
    ]);
  });

  it('is not replaced by an assert of another test, of a helper or of the module', () => {
    const before = textOf(READS, testLines('test_other', 'assert 2 > x'), testLines('helper', 'pass'));
    const after = textOf(
      testLines('test_reads', 'x = read()', 'assert x'),
      testLines('test_other', 'assert 2 > x', 'assert 3 > x'),
      testLines('helper', 'assert 4 > x'),
      ['assert 5 > x', ''],
    );

    expect(weakened(before, after)).toEqual(['before:4']);
  });

  it('belongs to the test of its class', () => {
    const method = (name: string, ...lines: readonly string[]) =>
      [`class ${name}:`, ...testLines('test_a', ...lines)].map((line, index) =>
        index === 0 || line === '' ? line : `    ${line}`,
      );
    const before = textOf(method('TestOne', 'assert f(1)', 'assert f(2)'), method('TestTwo', 'assert g(1)'));
    const after = textOf(method('TestOne', 'assert f(1)'), method('TestTwo', 'assert g(1)', 'assert g(2)'));

    expect(weakened(before, after)).toEqual(['before:4']);
  });

  it('belongs to the test around an inner function', () => {
    const before = textOf(testLines('test_a', 'def check(x):', '    assert x', 'check(1)'));
    const after = textOf(testLines('test_a', 'def check(x):', '    pass', 'check(1)', 'assert done()'));

    expect(weakened(before, after)).toEqual([]);
  });

  it.each([
    ['of a helper', textOf(testLines('helper', 'assert x', 'y = 1')), textOf(testLines('helper', 'y = 1'))],
    [
      'that only moves within its test',
      textOf(testLines('test_a', 'assert x', 'y = 1')),
      textOf(testLines('test_a', 'y = 1', 'assert x')),
    ],
    ['that is a word of a text', textOf(testLines('test_a', 'x = "assert y"', 'y')), textOf(testLines('test_a', 'y'))],
  ])('is none %s', (_, before, after) => {
    expect(weakened(before, after)).toEqual([]);
  });

  it('is only looked for in tests', () => {
    expect(weakened(textOf(READS), textOf(testLines('test_reads', 'pass')), { path: 'src/reader.py' })).toEqual([]);
    expect(weakened(textOf(READS), textOf(testLines('test_reads', 'pass')), { path: 'tests/reader.md' })).toEqual([]);
  });
});

describe('a test that is gone', () => {
  const KEPT = testLines('test_kept', 'assert kept()');

  it('loses all its asserts', () => {
    expect(weakened(textOf(READS, KEPT), textOf(KEPT))).toEqual(['before:3', 'before:4']);
  });

  it('loses them with its file', () => {
    expect(weakened(textOf(READS, KEPT), null)).toEqual(['before:3', 'before:4', 'before:7']);
  });

  it('loses them when the file is no test any more', () => {
    expect(weakened(textOf(READS), 'x = 1\n', { previousPath: TEST_PATH, path: 'src/reader.py' })).toEqual([
      'before:3',
      'before:4',
    ]);
  });

  it('goes on under the new name that keeps most of its lines', () => {
    const after = textOf(testLines('test_reads_the_gap', 'x = read()', 'assert x'), KEPT);

    expect(weakened(textOf(READS, KEPT), after)).toEqual(['before:4']);
    expect(
      weakened(textOf(READS, KEPT), textOf(testLines('test_gap', 'x = read()', 'assert x', 'assert x.low'), KEPT)),
    ).toEqual([]);
  });

  it('goes on under its name in a class', () => {
    const after = ['class TestReader:', '    def test_reads(self):', '        assert read()', ''].join('\n');

    expect(weakened(textOf(READS), after)).toEqual([]);
  });

  it('does not go on in another test that is new', () => {
    const after = textOf(testLines('test_new', 'y = write()', 'assert y'), KEPT);

    expect(weakened(textOf(READS, KEPT), after)).toEqual(['before:3', 'before:4']);
  });

  it('goes on in another test file that gets a test of its name', () => {
    const moved = (path: string, after: string) => fileOf({ path, before: null, after });
    const others = (path: string, after = textOf(READS)) => ({ others: [moved(path, after)] });

    expect(weakened(textOf(READS, KEPT), textOf(KEPT), others('tests/unit/test_new.py'))).toEqual([]);
    expect(weakened(textOf(READS), null, others('tests/unit/test_new.py'))).toEqual([]);
    expect(weakened(textOf(READS), null, others('src/reader.py'))).toEqual(['before:3', 'before:4']);
    expect(
      weakened(textOf(READS), null, others('tests/test_x.py', textOf(testLines('test_reads', 'pass')))),
    ).toHaveLength(2);
  });
});
