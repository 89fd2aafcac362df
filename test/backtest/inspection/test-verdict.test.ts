import { describe, expect, it } from 'vitest';
import type { DeterminismProof } from '../../../src/backtest/determinism/determinism-proof.ts';
import type { Inspection, StaticCheck } from '../../../src/backtest/inspection/static-check.ts';
import {
  inspectionReasons,
  reachTestVerdict,
  shownVerdict,
  type TestGround,
} from '../../../src/backtest/inspection/test-verdict.ts';
import type { LookAheadProof } from '../../../src/backtest/proofs/look-ahead.ts';

const finding = { path: 's.py', line: 4, column: 1, code: 'structure/network', message: '`socket` is not allowed' };

const check = (over: Partial<StaticCheck> = {}): StaticCheck => ({
  id: 'structure',
  answer: 'pass',
  tool: null,
  findings: [],
  reason: null,
  ...over,
});

function inspection(checks: readonly StaticCheck[], tests: Partial<Inspection['tests']> = {}): Inspection {
  const none = { answer: 'none' as const, reason: null, exit_code: null, passed: 0, failed: 0, skipped: 0 };
  return { checks: [...checks], tests: { ...none, duration_ms: 0, tests: [], ...tests } };
}

const clean = { answer: 'clean', differences: [], reasons: [] } as unknown as LookAheadProof;
const same = { answer: 'same', differences: [] } as unknown as DeterminismProof;

const SOUND: TestGround = {
  wall: { weaker: [] },
  lookAhead: clean,
  determinism: same,
  comparison: { regression: false, reason: 'none' },
  baseFailure: null,
  inspection: inspection([check()]),
  golden: [{ name: 'golden/a.yml', answer: 'same' }],
  checks: [{ id: 'fees', answer: 'pass', evidence: ['paid'] }],
};

const leaking = { ...clean, answer: 'leak', differences: [{ words: '`z` at bar 3' }] } as unknown as LookAheadProof;
const unsteady = { ...same, answer: 'differs', differences: ['trades.csv, line 2'] } as DeterminismProof;

describe('what is told of a strategy that did not run', () => {
  it('names suspected look-ahead beside what fails, since no proof does', () => {
    const smell = { ...finding, line: 9, code: 'look-ahead/center', message: 'later rows in the window' };
    const examined = inspection([check({ answer: 'fail', findings: [finding, smell] })]);

    const reasons = inspectionReasons(examined);

    expect(reasons).toEqual([
      'Static check structure fails with 2 findings, the first at s.py:4: `socket` is not allowed',
      'Look-ahead is suspected at s.py:9: later rows in the window',
    ]);
  });
});

describe('what a page about a run begins with', () => {
  const proofs = { determinism: same, look_ahead: leaking };

  it('is what fails, where the run was no test', () => {
    const checks = [{ id: 'fees' as const, answer: 'fail' as const, evidence: ['paid nothing'] }];

    expect(shownVerdict({ verdict: null, checks, proofs })).toMatchObject({
      answer: 'fail',
      reasons: ['A later bar was seen: `z` at bar 3', 'Check fees fails: paid nothing'],
    });
  });

  it('is nothing where a run that was no test has nothing against it, whatever was not asked for', () => {
    expect(shownVerdict({ verdict: null, checks: [], proofs: { determinism: null, look_ahead: null } })).toBeNull();
  });

  it('is the verdict of the test, where it was one', () => {
    const verdict = reachTestVerdict(SOUND);

    expect(shownVerdict({ verdict, checks: [], proofs })).toBe(verdict);
  });
});

describe('the verdict of a test', () => {
  it('passes where everything was found out and nothing is wrong', () => {
    const verdict = reachTestVerdict(SOUND);

    expect(verdict).toEqual({ answer: 'pass', reasons: [], unproven: [], open: [] });
  });

  it('tells every reason to fail, the gravest first', () => {
    const failing = check({ answer: 'fail', findings: [finding, finding] });
    const tests = {
      answer: 'fail' as const,
      passed: 3,
      failed: 1,
      tests: [{ id: 'test_a', outcome: 'failed' as const, message: null }],
    };

    const { answer, reasons } = reachTestVerdict({
      wall: { weaker: ['memory', 'clock'] },
      lookAhead: leaking,
      determinism: unsteady,
      comparison: { regression: true, reason: 'it loses more.' },
      baseFailure: null,
      inspection: inspection([failing], tests),
      golden: [...SOUND.golden, { name: 'golden/b.yml', answer: 'differs' }],
      checks: [
        { id: 'leakage', answer: 'fail', evidence: ['told by the proof'] },
        { id: 'fees', answer: 'fail', evidence: ['a fee is wrong.'] },
      ],
    });

    expect(answer).toBe('fail');
    expect(reasons).toEqual([
      'The wall was weaker than it must be: memory, clock.',
      'A later bar was seen, or chance decides: `z` at bar 3',
      'A second run differs: trades.csv, line 2',
      'It is worse than the base: it loses more.',
      'Static check structure fails with 2 findings, the first at s.py:4: `socket` is not allowed',
      '1 test of 4 fails, the first: test_a',
      'Golden scenarios do not come out as expected: golden/b.yml.',
      'Check fees fails: a fee is wrong.',
    ]);
  });

  it('names no line where a finding is about the whole file', () => {
    const failing = check({ answer: 'fail', findings: [{ ...finding, line: null, message: 'it is too long' }] });

    const { reasons } = reachTestVerdict({ ...SOUND, inspection: inspection([failing]) });

    expect(reasons).toEqual(['Static check structure fails with 1 finding, the first at s.py: it is too long']);
  });

  it('says of a later bar that it was seen where a second run is the same', () => {
    const { reasons } = reachTestVerdict({ ...SOUND, lookAhead: leaking });

    expect(reasons).toEqual(['A later bar was seen: `z` at bar 3']);
  });

  it.each<[string, Partial<TestGround>, string]>([
    ['without a wall', { wall: null }, 'No wall stood around the strategy.'],
    ['without a look-ahead proof', { lookAhead: null }, 'It was not proven that no decision saw a later bar.'],
    [
      'with one that says nothing',
      { lookAhead: { ...clean, answer: 'not_proven', reasons: ['Too few trades.'] } },
      'Look-ahead is not proven: Too few trades.',
    ],
    ['without a second run', { determinism: null }, 'The run was not made twice.'],
    [
      'with a base that does not run',
      { baseFailure: 'it is no Python' },
      'It could not be compared, since its base does not run: it is no Python',
    ],
    ['without an inspection', { inspection: null }, 'The file was not examined.'],
    [
      'with a tool that broke',
      { inspection: inspection([check({ id: 'mypy', answer: 'not_proven', reason: 'it died' })]) },
      'Static check mypy gave no answer: it died',
    ],
    [
      'with tests that broke',
      { inspection: inspection([], { answer: 'not_proven', reason: 'no test was run' }) },
      'The tests gave no answer: no test was run',
    ],
    [
      'with a golden scenario over other data',
      { golden: [{ name: 'golden/b.yml', answer: 'refused' }] },
      'Golden scenario golden/b.yml was not compared, since its data is other.',
    ],
    [
      'with a golden scenario that could not be run',
      { golden: [{ name: 'golden/b.yml', answer: 'not_run' }] },
      'Golden scenario golden/b.yml could not be run.',
    ],
  ])('is not proven %s', (_what, over, words) => {
    const verdict = reachTestVerdict({ ...SOUND, ...over });

    expect(verdict).toEqual({ answer: 'not_proven', reasons: [], unproven: [words], open: [] });
  });

  it('names checks that had no occasion, and is not held up by them', () => {
    const verdict = reachTestVerdict({
      ...SOUND,
      checks: [{ id: 'slippage', answer: 'not_proven', evidence: ['none'] }],
    });

    expect(verdict).toMatchObject({ answer: 'pass', open: ['slippage'] });
  });

  it('fails for what fails, also where something else is not proven', () => {
    const verdict = reachTestVerdict({ ...SOUND, determinism: null, lookAhead: leaking });

    expect(verdict).toMatchObject({ answer: 'fail', unproven: ['The run was not made twice.'] });
  });
});
