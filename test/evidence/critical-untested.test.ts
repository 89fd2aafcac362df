import { describe, expect, it } from 'vitest';
import type { Change, ChangedFile } from '../../src/change/change.ts';
import { scanChange } from '../../src/evidence/scan.ts';
import { NO_SURROUNDINGS } from '../../src/evidence/surroundings.ts';
import { changeOf, type Texts } from './change-of.ts';
import { shippedRule } from './shipped-rules.ts';

const RULE = shippedRule('test/critical-untested');
const LIMITS: Texts = { path: 'src/risk/limits.py', before: 'a = 1\nb = 1\n', after: 'a = 1\nb = 2\n' };

function hitsOf(change: Change, critical: readonly string[] = ['src/risk/**', 'src/trading/kill_switch.py']) {
  const { hits, read, unread } = scanChange(change, [RULE], { ...NO_SURROUNDINGS, critical });
  expect([read, unread]).toEqual([[], []]);
  return hits.map(({ path, line, side, quote }) => `${path}:${line} ${side} ${quote}`);
}

function withFile(change: Change, facts: Partial<ChangedFile>): Change {
  return { ...change, files: change.files.map((file) => ({ ...file, ...facts })) };
}

describe('a critical file that changes without a test', () => {
  it('is pointed at on its first added line', () => {
    expect(hitsOf(changeOf([LIMITS]))).toEqual(['src/risk/limits.py:2 after b = 2']);
  });

  it('is pointed at on its first removed line where nothing is added', () => {
    const change = changeOf([{ ...LIMITS, after: 'a = 1\n' }]);

    expect(hitsOf(change)).toEqual(['src/risk/limits.py:2 before b = 1']);
  });

  it('is pointed at when it is deleted', () => {
    const change = changeOf([{ path: 'src/trading/kill_switch.py', before: 'x = 1\n', after: null }]);

    expect(hitsOf(change)).toEqual(['src/trading/kill_switch.py:1 before x = 1']);
  });

  it('is pointed at when its lines are not known', () => {
    const change = changeOf([LIMITS]);
    const unseen = { before: null, after: null, hunks: [], unreadable: 'over 2 MB' };

    expect(hitsOf(withFile(change, unseen))).toEqual(['src/risk/limits.py:1 after ']);
  });

  it('is pointed at where a change moves it out of the critical folder and edits it', () => {
    const change = changeOf([LIMITS]);
    const moved = { path: 'src/misc/limits.py', previousPath: LIMITS.path };

    expect(hitsOf(withFile(change, moved))).toEqual(['src/misc/limits.py:2 after b = 2']);
  });

  it('is each of several files, whatever their language', () => {
    const change = changeOf([LIMITS, { path: 'src/risk/limits.yml', before: null, after: 'max: 1\n' }]);

    expect(hitsOf(change)).toHaveLength(2);
  });

  it.each([
    ['is deleted', { path: 'tests/test_limits.py', before: 'def test_a(): ...\n', after: null }],
    ['is no test', { path: 'docs/tests.md', before: null, after: '# Tests\n' }],
  ])('is not excused by a file that %s', (_, other) => {
    expect(hitsOf(changeOf([LIMITS, other]))).toHaveLength(1);
  });
});

describe('a critical file is fine', () => {
  it.each(['tests/unit/test_limits.py', 'src/risk/test_limits.py', 'src/risk/limits_test.py', 'tests/conftest.py'])(
    'when %s changes too',
    (path) => {
      expect(hitsOf(changeOf([LIMITS, { path, before: null, after: 'def test_a(): ...\n' }]))).toEqual([]);
    },
  );

  it('when it only moves', () => {
    const moved = { previousPath: 'src/risk/old.py', status: 'renamed' as const, hunks: [] };

    expect(hitsOf(withFile(changeOf([LIMITS]), moved))).toEqual([]);
  });

  it('when it is a document', () => {
    expect(hitsOf(changeOf([{ path: 'src/risk/README.md', before: null, after: '# Risk\n' }]))).toEqual([]);
  });

  it('when no glob names it, or none is configured', () => {
    expect(hitsOf(changeOf([{ ...LIMITS, path: 'src/riskless.py' }]))).toEqual([]);
    expect(hitsOf(changeOf([LIMITS]), [])).toEqual([]);
  });
});
