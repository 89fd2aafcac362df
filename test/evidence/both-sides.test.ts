import { describe, expect, it } from 'vitest';
import { type FileReading, reportOf, scanChange, scanFile } from '../../src/evidence/scan.ts';
import { NO_SURROUNDINGS } from '../../src/evidence/surroundings.ts';
import { addedFile, changeOf } from './change-of.ts';
import { shippedRule } from './shipped-rules.ts';
import { someRule } from './some-rule.ts';

const WEAKENED = shippedRule('test/weakened');
const GUARD = shippedRule('risk/guard-removed');
const CALLS_F = someRule();
const TEST = 'def test_a():\n    assert f(1)\n    assert f(2)\n';

describe('a rule that looks at both sides', () => {
  it('points at a removed line and quotes it', () => {
    const change = changeOf([{ path: 'tests/test_a.py', before: TEST, after: 'def test_a():\n    f(1)\n' }]);

    const { hits } = scanChange(change, [WEAKENED]);

    expect(hits.map(({ line, side, quote }) => [line, side, quote])).toEqual([
      [2, 'before', '    assert f(1)'],
      [3, 'before', '    assert f(2)'],
    ]);
  });

  it('reads a file that is deleted, and only such a rule does', () => {
    const change = changeOf([{ path: 'tests/test_a.py', before: TEST, after: null }]);

    const { hits, read, unread } = scanChange(change, [WEAKENED, CALLS_F]);

    expect(hits.map(({ rule, line, side }) => [rule, line, side])).toEqual([
      ['test/weakened', 2, 'before'],
      ['test/weakened', 3, 'before'],
    ]);
    expect([read, unread]).toEqual([[{ path: 'tests/test_a.py', rules: ['test/weakened'] }], []]);
  });

  it('has not read a deleted file of which only a diff is known, or that is no code', () => {
    const change = changeOf([{ path: 'tests/test_a.py', before: TEST, after: null }]);
    const unknown = { ...change, files: change.files.map((file) => ({ ...file, before: null })) };
    const broken = changeOf([{ path: 'tests/test_a.py', before: 'def test_a(:\n', after: null }]);

    expect(scanChange(unknown, [WEAKENED]).unread).toEqual([
      { path: 'tests/test_a.py', reason: 'only a diff was given, the file around it is not known' },
    ]);
    expect(scanChange(broken, [WEAKENED])).toMatchObject({ read: [], unread: [{ reason: 'line 1: syntax error' }] });
  });

  it('has not read a file whose text before the change is no code; the others have', () => {
    const change = changeOf([
      { path: 'tests/test_a.py', before: `def g(:\n${TEST}`, after: `${TEST}f(3)\n` },
      { path: 'tests/test_b.py', before: TEST, after: `${TEST}f(3)\n` },
    ]);

    const { hits, read, unread } = scanChange(change, [WEAKENED, CALLS_F]);

    expect(unread).toEqual([{ path: 'tests/test_a.py', reason: 'before the change, line 1: syntax error' }]);
    expect(read.map(({ path, rules }) => [path, rules])).toEqual([
      ['tests/test_a.py', ['test/calls']],
      ['tests/test_b.py', ['test/calls', 'test/weakened']],
    ]);
    expect(hits.map(({ path, line }) => `${path}:${line}`)).toEqual(['tests/test_a.py:4', 'tests/test_b.py:4']);
  });
});

describe('a rule over files of every kind', () => {
  it('finds in a file that is no code what it does not count as read', () => {
    const change = changeOf([{ path: 'config/live.yml', before: 'stop_loss: 0.02\nsize: 1\n', after: 'size: 1\n' }]);

    const report = scanChange(change, [GUARD, CALLS_F]);

    expect(report.hits.map(({ path, line, side }) => [path, line, side])).toEqual([['config/live.yml', 1, 'before']]);
    expect([report.read, report.unread]).toEqual([[], []]);
  });

  it('reports a file that it asks for and that cannot be read', () => {
    const change = changeOf([{ path: 'a.py', before: 'x = (stop_loss\n', after: 'x = 1\n' }]);

    expect(scanChange(change, [GUARD]).unread).toEqual([
      { path: 'a.py', reason: 'before the change, line 1: syntax error' },
    ]);
  });
});

describe('one file after another', () => {
  it('says together what the whole change says', () => {
    const change = changeOf([
      { path: 'tests/test_b.py', before: TEST, after: null },
      { path: 'a.py', before: null, after: 'f()\n' },
      { path: 'c.py', before: null, after: 'f(\n' },
    ]);
    const rules = [WEAKENED, GUARD, CALLS_F];

    const readings: FileReading[] = change.files.map((file) =>
      scanFile(file, { rules, change, surroundings: NO_SURROUNDINGS }),
    );

    expect(reportOf(readings)).toEqual(scanChange(change, rules));
    expect(readings.map(({ path }) => path)).toEqual(['a.py', 'c.py', 'tests/test_b.py']);
  });
});

describe('a line that is allowed', () => {
  const reason = 'measured in issue 12, no effect on the score';

  it('keeps its hit, with the reason and as a hint', () => {
    const leak = { ...CALLS_F, id: 'leak/calls', class: 'hard' as const, severity: 'major' as const };
    const change = addedFile('a.py', `f()  # conclave: allow leak/calls ${reason}\nf()\n`);

    const { hits } = scanChange(change, [leak, CALLS_F]);

    expect(hits.map((hit) => [hit.rule, hit.line, hit.class, hit.allowed])).toEqual([
      ['leak/calls', 1, 'soft', reason],
      ['test/calls', 1, 'soft', null],
      ['leak/calls', 2, 'hard', null],
      ['test/calls', 2, 'soft', null],
    ]);
  });
});
