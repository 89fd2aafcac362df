import { describe, expect, it } from 'vitest';
import { readInspected } from '../../../../src/adapters/sandbox/tools/inspected.ts';
import { readTested } from '../../../../src/adapters/sandbox/tools/tested.ts';

const finding = { path: 'work/a/s.py', line: 3, column: 1, code: 'F401', message: 'unused' };

function check(id: string, over: Readonly<Record<string, unknown>> = {}) {
  return { id, answer: 'pass', tool: 'x 1', findings: [], reason: null, ...over };
}

const ALL = [check('structure'), check('mypy'), check('flake8'), check('bandit')];

describe('what the tools behind a wall say of a file', () => {
  it('is told in order, with paths as they were sent', () => {
    const checks = readInspected(
      { kind: 'inspected', checks: [...ALL.slice(1), check('structure', { answer: 'fail', findings: [finding] })] },
      'a/s.py',
    );

    expect(checks?.map(({ id, answer }) => `${id} ${answer}`)).toEqual([
      'structure fail',
      'mypy pass',
      'flake8 pass',
      'bandit pass',
    ]);
    expect(checks?.[0]?.findings).toEqual([{ ...finding, path: 'a/s.py' }]);
  });

  it.each([
    ['a check that is missing', ALL.slice(0, 3), 'not_proven'],
    ['a check that is told twice', [...ALL, check('bandit', { answer: 'fail', findings: [finding] })], 'not_proven'],
    ['a pass with findings', [...ALL.slice(0, 3), check('bandit', { findings: [finding] })], 'fail'],
    ['a fail without one', [...ALL.slice(0, 3), check('bandit', { answer: 'fail' })], 'not_proven'],
  ])('never passes with %s', (_what, checks, answer) => {
    const read = readInspected({ kind: 'inspected', checks }, 'a/s.py');

    expect(read?.at(-1)).toMatchObject({ id: 'bandit', answer });
  });

  it('passes with warnings of what often looks ahead, and tells them', () => {
    const warning = { ...finding, code: 'look-ahead/shift' };
    const read = (findings: readonly unknown[]) =>
      readInspected({ kind: 'inspected', checks: [check('structure', { findings })] }, 'a/s.py')?.[0];

    expect(read([warning])).toMatchObject({ answer: 'pass', findings: [{ code: 'look-ahead/shift' }] });
    expect(read([warning, finding])).toMatchObject({ answer: 'fail' });
  });

  it('steers no terminal, names no other file and is bounded', () => {
    const findings = [
      { ...finding, path: '/etc/passwd', line: 7, message: `\u001b[31mred\n::error::x ${'y'.repeat(5_000)}` },
      ...Array.from({ length: 999 }, () => finding),
    ];

    const [structure] =
      readInspected({ kind: 'inspected', checks: [check('structure', { answer: 'fail', findings })] }, 's.py') ?? [];

    expect(structure?.findings).toHaveLength(200);
    expect(structure?.findings[0]).toMatchObject({ path: 's.py', line: null });
    expect(structure?.findings[0]?.message).toMatch(/^\/etc\/passwd: red ::error::x y+…$/);
    expect(structure?.findings[0]?.message.length).toBeLessThan(510);
    expect(structure?.reason).toBe('800 more findings are left out');
  });

  it.each([
    ['no object', 3],
    ['another kind', { kind: 'tested', checks: ALL }],
    ['an unknown check', { kind: 'inspected', checks: [check('mine')] }],
    ['an answer of its own', { kind: 'inspected', checks: [check('mypy', { answer: 'great' })] }],
    ['a list without an end', { kind: 'inspected', checks: Array.from({ length: 500 }, () => check('mypy')) }],
  ])('is no answer when it is %s', (_what, words) => {
    const read = readInspected(words, 's.py');

    expect(read).toBeNull();
  });
});

const passed = { nodeid: 'tests/test_s.py::test_a', outcome: 'passed', call: { outcome: 'passed' } };
const failed = {
  nodeid: 'tests/test_s.py::test_b',
  outcome: 'failed',
  call: { crash: { message: 'assert 1 == 2\n\u001b[2J' } },
};

function tested(exitCode: number | null, tests: readonly unknown[], over: Readonly<Record<string, unknown>> = {}) {
  return readTested({ kind: 'tested', exit_code: exitCode, report: { duration: 1.5, tests, summary: {} }, ...over });
}

describe('what the tests of a strategy say', () => {
  it('is told with those first that fail', () => {
    const told = tested(1, [passed, failed]);

    expect(told).toEqual({
      answer: 'fail',
      reason: null,
      exit_code: 1,
      passed: 1,
      failed: 1,
      skipped: 0,
      duration_ms: 1_500,
      tests: [
        { id: 'tests/test_s.py::test_b', outcome: 'failed', message: 'assert 1 == 2' },
        { id: 'tests/test_s.py::test_a', outcome: 'passed', message: null },
      ],
    });
  });

  it.each([
    ['all passed', 0, [passed], 'pass'],
    ['one failed, whatever the exit code says', 0, [passed, failed], 'fail'],
    ['they say that nothing failed, and pytest does', 1, [passed], 'fail'],
    ['they cannot be read', 2, [], 'fail'],
    ['there were none', 5, [], 'not_proven'],
    ['nothing ran', 0, [], 'not_proven'],
    ['pytest broke', 3, [passed], 'not_proven'],
    ['their time was over', null, [], 'not_proven'],
    ['one has an outcome that pytest does not have', 0, [passed, { ...passed, outcome: 'wonderful' }], 'fail'],
    ['one was expected to fail and passed', 0, [{ ...passed, outcome: 'xpassed' }], 'fail'],
  ])('counts for what it is when %s', (_what, exitCode, tests, answer) => {
    const told = tested(exitCode, tests);

    expect(told?.answer).toBe(answer);
  });

  it('counts what is left out of a long list', () => {
    const told = readTested({
      kind: 'tested',
      exit_code: 1,
      report: { tests: [passed], summary: { passed: 900, failed: 2 } },
      reason: '901 tests are left out',
    });

    expect(told).toMatchObject({ answer: 'fail', passed: 900, failed: 2, reason: '901 tests are left out' });
  });

  it.each([
    ['a text', 'tested'],
    ['without an exit code', { kind: 'tested' }],
    ['another kind', { kind: 'broker', exit_code: 0 }],
  ])('is no answer when it is %s', (_what, words) => {
    const read = readTested(words);

    expect(read).toBeNull();
  });

  it('is not proven without a report', () => {
    const told = readTested({ kind: 'tested', exit_code: 0, report: 'passed', reason: 'pytest wrote no report' });

    expect(told).toMatchObject({ answer: 'not_proven', passed: 0 });
  });
});
