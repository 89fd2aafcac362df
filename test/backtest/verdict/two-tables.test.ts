import { describe, expect, it } from 'vitest';
import { type JudgedReport, verdictOfReport } from '../../../src/backtest/inspection/test-verdict.ts';
import { judgeBacktests } from '../../../src/backtest/verdict/verdict.ts';
import { comparisonOf } from './some-comparison.ts';
import { factsWith, lookAhead, reportWith, WALL } from './some-facts.ts';

type Part = Partial<JudgedReport>;

const SOUND = { ...reportWith(), comparison: comparisonOf(), base_failure: null };
const { proofs, inspection: examined } = SOUND;
const inspection = examined ?? expect.unreachable('a sound report is inspected');
const determinism = proofs.determinism ?? expect.unreachable('a sound report is made twice');

const staticCheck = (answer: 'pass' | 'fail' | 'not_proven' | 'not_applicable') => ({
  inspection: { ...inspection, checks: [{ id: 'bandit' as const, answer, tool: null, findings: [], reason: null }] },
});
const tests = (answer: 'pass' | 'fail' | 'not_proven' | 'none') => ({
  inspection: { ...inspection, tests: { ...inspection.tests, answer, failed: answer === 'fail' ? 1 : 0 } },
});
const golden = (answer: 'same' | 'differs' | 'refused' | 'not_run') => ({
  golden: [{ name: 'year', answer, details: [] }],
});
const check = (answer: 'pass' | 'fail' | 'not_proven') => ({
  checks: [{ id: 'fees' as const, answer, evidence: ['seen'] }],
});
const seen = lookAhead({ answer: 'leak' });
const differing = { ...determinism, answer: 'differs' as const };

/** Every value of every part from which a verdict follows. */
const PARTS: readonly (readonly [string, Part])[] = [
  ['nothing else', {}],
  ['no proof of look-ahead', { proofs: { ...proofs, look_ahead: null } }],
  ['a leak', { proofs: { ...proofs, look_ahead: seen } }],
  ['a proof that says nothing', { proofs: { ...proofs, look_ahead: lookAhead({ answer: 'not_proven' }) } }],
  ['one run', { proofs: { ...proofs, determinism: null } }],
  ['runs that differ', { proofs: { ...proofs, determinism: differing } }],
  ['a leak, and runs that differ', { proofs: { look_ahead: seen, determinism: differing } }],
  ['a base that does not run', { comparison: null, base_failure: 'it is no Python' }],
  ['a regression', { comparison: comparisonOf({ verdict: 'worse', regression: true }), base_failure: null }],
  ['a loss within the tolerance', { comparison: comparisonOf({ verdict: 'worse' }), base_failure: null }],
  ...(['pass', 'fail', 'not_proven', 'not_applicable'] as const).map(
    (answer) => [`a static check: ${answer}`, staticCheck(answer)] as const,
  ),
  ...(['pass', 'fail', 'not_proven', 'none'] as const).map((answer) => [`tests: ${answer}`, tests(answer)] as const),
  ...(['same', 'differs', 'refused', 'not_run'] as const).map(
    (answer) => [`a golden scenario: ${answer}`, golden(answer)] as const,
  ),
  ...(['pass', 'fail', 'not_proven'] as const).map(
    (answer) => [`a check of trading: ${answer}`, check(answer)] as const,
  ),
  ['a weaker wall', { run: { wall: { ...WALL, weaker: ['memory'] } } }],
  ['no wall', { run: { wall: null } }],
];

const SAME = { pass: 'good', fail: 'fails', not_proven: 'unproven' } as const;

/** What a check has to come to by the verdict of the test, with the two differences that are meant. */
function expectedOf(report: JudgedReport): string {
  const verdict = verdictOfReport(report);
  if (verdict === null) throw new Error('an inspected report has a verdict');
  // A person may run without a wall and is told; on a pull request nothing has to be believed that ran without one.
  if (report.run.wall === null) return 'fails';
  // So it is with checks that had no occasion: they are named, and make the check neutral.
  if (verdict.answer === 'pass' && verdict.open.length > 0) return 'unproven';
  return SAME[verdict.answer];
}

/** Only the rules decide: what the run says of itself is good. */
function answerOf(report: JudgedReport): string {
  const facts = factsWith({ report, comparison: report.comparison }, { answer: 'pass' });
  return judgeBacktests([facts], { kind: 'attested', by: 'base' }).answer;
}

describe('the verdict of a test and the rules of the check', () => {
  it.each(PARTS)('come to the same over %s, beside anything else', (_what, part) => {
    const reports = PARTS.map(([name, other]) => ({ name, report: { ...SOUND, ...part, ...other } }));

    const answers = reports.map(({ name, report }) => `${name}: ${answerOf(report)}`);

    expect(answers).toEqual(reports.map(({ name, report }) => `${name}: ${expectedOf(report)}`));
  });

  it('come to every answer there is', () => {
    expect(new Set(PARTS.map(([, part]) => expectedOf({ ...SOUND, ...part })))).toEqual(
      new Set(['good', 'unproven', 'fails']),
    );
  });
});
