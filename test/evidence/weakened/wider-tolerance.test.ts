import { describe, expect, it } from 'vitest';
import { findWeakenedTests } from '../../../src/evidence/weakened-test.ts';
import { sceneOf } from '../scene-of.ts';
import { TEST_PATH, testLines, textOf, weakened } from './some-test.ts';

describe('a tolerance that is wider', () => {
  const HEAD = [
    'import math, unittest, pytest',
    'import numpy as np',
    'import pandas as pd',
    'from pytest import approx as close_to',
    'from numpy import testing as npt',
    '',
  ];
  const with_ = (...lines: readonly string[]) => textOf(HEAD, testLines('test_a', ...lines));

  it.each([
    ['relative', 'assert a == pytest.approx(b, rel=1e-6)', 'assert a == pytest.approx(b, rel=1e-2)'],
    ['absolute', 'assert a == pytest.approx(b, abs=0.001)', 'assert a == pytest.approx(b, abs=0.1)'],
    ['by position', 'assert a == pytest.approx(b, 1e-6)', 'assert a == pytest.approx(b, 1e-2)'],
    ['by position and keyword', 'assert a == pytest.approx(b, 1e-6)', 'assert a == pytest.approx(b, rel=1e-2)'],
    ['than the default', 'assert a == pytest.approx(b)', 'assert a == pytest.approx(b, rel=1e-2)'],
    ['by the default', 'assert a == pytest.approx(b, rel=1e-9)', 'assert a == pytest.approx(b)'],
    ['under an alias', 'assert a == close_to(b, rel=1e-6)', 'assert a == close_to(b, rel=1e-2)'],
    ['under another alias', 'assert a == pytest.approx(b, rel=1e-6)', 'assert a == close_to(b, rel=1e-2)'],
    ['by arithmetic', 'assert a == pytest.approx(b, rel=10 ** -6)', 'assert a == pytest.approx(b, rel=1 / 100)'],
    ['without an end', 'assert a == pytest.approx(b, rel=1e-6)', 'assert a == pytest.approx(b, rel=float("inf"))'],
    ['of numpy', 'np.testing.assert_allclose(a, b, rtol=1e-7)', 'np.testing.assert_allclose(a, b, rtol=1e-3)'],
    ['of numpy by position', 'npt.assert_allclose(a, b, 1e-7, 0)', 'npt.assert_allclose(a, b, 1e-7, 1)'],
    ['in digits', 'npt.assert_almost_equal(a, b, decimal=7)', 'npt.assert_almost_equal(a, b, decimal=2)'],
    ['of math', 'assert math.isclose(a, b, abs_tol=1e-9)', 'assert math.isclose(a, b, abs_tol=0.1)'],
    ['of pandas', 'pd.testing.assert_frame_equal(a, b)', 'pd.testing.assert_frame_equal(a, b, atol=0.1)'],
    ['of unittest', 'self.assertAlmostEqual(a, b)', 'self.assertAlmostEqual(a, b, places=2)'],
    [
      'where what is compared is reworded',
      'assert a == pytest.approx(b, rel=1e-6)',
      'assert a == pytest.approx(c(b), rel=1)',
    ],
  ])('is found, %s', (_, before, after) => {
    expect(weakened(with_(before), with_(after))).toEqual(['after:8']);
  });

  it.each([
    ['narrower', 'assert a == pytest.approx(b, rel=1e-6)', 'assert a == pytest.approx(b, rel=1e-9)'],
    ['the same in other words', 'assert a == pytest.approx(b, abs=1e-3)', 'assert a == pytest.approx(b, abs=0.001)'],
    ['the same by arithmetic', 'assert a == pytest.approx(b, abs=0.3)', 'assert a == pytest.approx(b, abs=0.1 + 0.2)'],
    [
      'the same with underscores',
      'assert a == pytest.approx(b, abs=1000)',
      'assert a == pytest.approx(b, abs=1_000.0)',
    ],
    ['the default, written out', 'assert a == pytest.approx(b)', 'assert a == pytest.approx(b, rel=1e-6, abs=None)'],
    ['more digits', 'npt.assert_almost_equal(a, b, decimal=3)', 'npt.assert_almost_equal(a, b, decimal=5)'],
    ['unknown', 'assert a == pytest.approx(b, rel=1e-6)', 'assert a == pytest.approx(b, rel=tolerance())'],
    ['new', 'assert a == b', 'assert a == pytest.approx(b, rel=0.1)'],
    ['of another function', 'solve(a, rtol=1e-6)', 'solve(a, rtol=1e-1)'],
    ['of a method', 'self.approx(a, rel=1e-6)', 'self.approx(a, rel=1e-1)'],
  ])('is none when it is %s', (_, before, after) => {
    expect(weakened(with_(before), with_(after))).toEqual([]);
  });

  it('is found on the line of its keyword', () => {
    const call = (rtol: string, atol: string) =>
      with_('np.testing.assert_allclose(', '    a,', '    b,', `    rtol=${rtol},`, `    atol=${atol},`, ')');

    expect(weakened(call('1e-7', '1e-8'), call('1e-9', '0.5'))).toEqual(['after:12']);
    expect(weakened(call('1e-7', '1e-8'), call('1e-2', '0.5'))).toEqual(['after:11', 'after:12']);
  });

  it('is found where it is added to or taken from a call that stays', () => {
    const call = (...lines: readonly string[]) => with_('assert a == pytest.approx(', '    b,', ...lines, ')');

    expect(weakened(call(), call('    rel=0.1,'))).toEqual(['after:10']);
    expect(weakened(call('    rel=1e-9,'), call())).toEqual(['before:10']);
  });

  it('is found at the number that a name stands for', () => {
    const by = (tolerance: string) =>
      textOf(HEAD, [`TOLERANCE = ${tolerance}`, ''], testLines('test_a', 'x = pytest.approx(b, rel=TOLERANCE)'));

    expect(weakened(by('1e-6'), by('1e-2'))).toEqual(['after:7']);
    expect(weakened(by('1e-6'), by('1e-9'))).toEqual([]);
  });

  it('is told apart by what is compared', () => {
    const before = with_('x = pytest.approx(a, rel=1e-9)', 'y = pytest.approx(b, rel=1e-2)');

    expect(weakened(before, with_('y = pytest.approx(b, rel=0.01)', 'x = pytest.approx(a, rel=1e-09)'))).toEqual([]);
    expect(weakened(before, with_('y = pytest.approx(b, rel=1e-9)', 'x = pytest.approx(a, rel=1e-2)'))).toEqual([
      'after:9',
    ]);
  });

  it('is looked for among all of the test when what is compared is reworded', () => {
    const before = with_('x = pytest.approx(a, rel=1e-9)', 'y = pytest.approx(b, rel=1e-2)');

    expect(weakened(before, with_('y = pytest.approx(b + 1, rel=1e-2)', 'x = pytest.approx(a + 1, rel=1e-9)'))).toEqual(
      [],
    );
    expect(weakened(before, with_('x = pytest.approx(c, rel=1e-9)', 'y = pytest.approx(d, rel=1e-1)'))).toEqual([
      'after:9',
    ]);
  });

  it('is not looked for in another test', () => {
    const before = textOf(HEAD, testLines('test_a', 'x = pytest.approx(a, rel=1e-9)'), testLines('test_b', 'pass'));
    const after = textOf(HEAD, testLines('test_a', 'pass'), testLines('test_b', 'x = pytest.approx(a, rel=1e-2)'));

    expect(weakened(before, after)).toEqual([]);
  });

  it('says by how much', () => {
    const scene = sceneOf({
      path: TEST_PATH,
      before: with_('x = pytest.approx(a, rel=1e-9)'),
      after: with_('x = pytest.approx(a, rel=0.1)'),
    });

    expect(findWeakenedTests(scene)).toEqual([
      { side: 'after', line: 8, message: 'The tolerance `rel` of `approx` in `test_a` becomes wider, 1e-9 to 0.1.' },
    ]);
  });
});
