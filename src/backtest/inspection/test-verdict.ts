import type { GoldenResult, TestReport, TestVerdict } from '../artefacts/test-report.ts';
import type { Check } from '../checks/check.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { DeterminismProof } from '../determinism/determinism-proof.ts';
import type { LookAheadProof } from '../proofs/look-ahead.ts';
import type { Wall } from '../wall/wall.ts';
import { type Inspection, isLookAhead, placeOf } from './static-check.ts';

/** All that a test of a strategy found out. */
export interface TestGround {
  /** Null where none stood. */
  readonly wall: Pick<Wall, 'weaker'> | null;
  readonly lookAhead: LookAheadProof | null;
  readonly determinism: DeterminismProof | null;
  /** Null where there was no base to compare with. */
  readonly comparison: Pick<Comparison, 'regression' | 'reason'> | null;
  /** Why the base did not run; null where it did, and where there is none. */
  readonly baseFailure: string | null;
  readonly inspection: Inspection | null;
  readonly golden: readonly Pick<GoldenResult, 'name' | 'answer'>[];
  readonly checks: readonly Check[];
}

/** What an inspection has against a strategy that did not run, one sentence each; nothing else tells of look-ahead then. */
export function inspectionReasons(inspection: Inspection): readonly string[] {
  const suspected = inspection.checks
    .flatMap(({ findings }) => findings)
    .filter(isLookAhead)
    .map((finding) => `Look-ahead is suspected at ${placeOf(finding)}: ${finding.message}`);
  return [...failedStaticChecks({ inspection }), ...suspected.slice(0, 3), ...failedTests({ inspection })];
}

type Rule = (ground: TestGround) => readonly string[];

const failures: readonly Rule[] = [
  weakerWall,
  leak,
  nonDeterminism,
  regression,
  failedStaticChecks,
  failedTests,
  failedGoldens,
  failedChecks,
];

const gaps: readonly Rule[] = [
  noWall,
  unprovenLookAhead,
  unprovenDeterminism,
  noComparison,
  unprovenInspection,
  uncomparedGoldens,
];

/** Reaches the verdict of a test. What is unknown never counts as yes. */
export function reachTestVerdict(ground: TestGround): TestVerdict {
  const reasons = failures.flatMap((rule) => rule(ground));
  const unproven = gaps.flatMap((rule) => rule(ground));
  const open = ground.checks.flatMap(({ id, answer }) => (answer === 'not_proven' ? [id] : []));
  const answer = reasons.length > 0 ? 'fail' : unproven.length > 0 ? 'not_proven' : 'pass';
  return { answer, reasons, unproven, open };
}

/** The parts of a report from which its verdict follows. */
export type JudgedReport = Pick<
  TestReport,
  'proofs' | 'checks' | 'inspection' | 'golden' | 'comparison' | 'base_failure'
> & { readonly run: Pick<TestReport['run'], 'wall'> };

/** The verdict that follows from the parts of a report; null for a run that was no test, of which nothing was examined. */
export function verdictOfReport(report: JudgedReport): TestVerdict | null {
  if (report.inspection === null) return null;
  return reachTestVerdict({
    wall: report.run.wall,
    lookAhead: report.proofs.look_ahead,
    determinism: report.proofs.determinism,
    comparison: report.comparison,
    baseFailure: report.base_failure,
    inspection: report.inspection,
    golden: report.golden ?? [],
    checks: report.checks,
  });
}

/**
 * What a page about a run has to begin with: the verdict of its test; for a run that was no test, the checks and proofs that
 * fail, and null where none does, since what was not asked for is not held against it.
 */
export function shownVerdict({
  verdict,
  checks,
  proofs,
}: Pick<TestReport, 'verdict' | 'checks' | 'proofs'>): TestVerdict | null {
  if (verdict !== null) return verdict;
  const ground = { checks, lookAhead: proofs.look_ahead, determinism: proofs.determinism };
  const reasons = [...leak(ground), ...nonDeterminism(ground), ...failedChecks(ground)];
  return reasons.length === 0 ? null : { answer: 'fail', reasons, unproven: [], open: [] };
}

function weakerWall({ wall }: TestGround): readonly string[] {
  const weaker = wall?.weaker ?? [];
  return weaker.length === 0 ? [] : [`The wall was weaker than it must be: ${weaker.join(', ')}.`];
}

/** A strategy that differs from itself differs without later bars too, so that its differences may be chance. */
function leak({ lookAhead, determinism }: Pick<TestGround, 'lookAhead' | 'determinism'>): readonly string[] {
  if (lookAhead?.answer !== 'leak') return [];
  const what = determinism?.answer === 'differs' ? 'A later bar was seen, or chance decides' : 'A later bar was seen';
  const first = lookAhead.differences[0]?.words;
  return [`${what}${first === undefined ? '.' : `: ${first}`}`];
}

function nonDeterminism({ determinism }: Pick<TestGround, 'determinism'>): readonly string[] {
  if (determinism?.answer !== 'differs') return [];
  return [`A second run differs: ${determinism.differences[0] ?? 'its artefacts have other bytes'}`];
}

function regression({ comparison }: TestGround): readonly string[] {
  return comparison?.regression === true ? [`It is worse than the base: ${comparison.reason}`] : [];
}

function failedStaticChecks({ inspection }: Pick<TestGround, 'inspection'>): readonly string[] {
  return (inspection?.checks ?? []).flatMap(({ id, answer, findings }) => {
    if (answer !== 'fail') return [];
    const [first] = findings;
    const place = first === undefined ? '' : `, the first at ${placeOf(first)}: ${first.message}`;
    return [`Static check ${id} fails with ${countOf(findings.length, 'finding')}${place}`];
  });
}

function failedTests({ inspection }: Pick<TestGround, 'inspection'>): readonly string[] {
  if (inspection?.tests.answer !== 'fail') return [];
  const { passed, failed, tests } = inspection.tests;
  const first = tests.find(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const which = first === undefined ? '' : `, the first: ${first.id}`;
  return [`${countOf(failed, 'test')} of ${passed + failed} ${failed === 1 ? 'fails' : 'fail'}${which}`];
}

function failedGoldens({ golden }: TestGround): readonly string[] {
  const others = golden.filter(({ answer }) => answer === 'differs').map(({ name }) => name);
  return others.length === 0 ? [] : [`Golden scenarios do not come out as expected: ${others.join(', ')}.`];
}

/** What a proof said is said there. */
const TOLD_BY_PROOFS: readonly Check['id'][] = ['leakage', 'reproducibility'];

function failedChecks({ checks }: Pick<TestGround, 'checks'>): readonly string[] {
  return checks.flatMap(({ id, answer, evidence }) =>
    answer === 'fail' && !TOLD_BY_PROOFS.includes(id) ? [`Check ${id} fails: ${evidence[0] ?? ''}`] : [],
  );
}

function noWall({ wall }: TestGround): readonly string[] {
  return wall === null ? ['No wall stood around the strategy.'] : [];
}

function unprovenLookAhead({ lookAhead }: TestGround): readonly string[] {
  if (lookAhead === null) return ['It was not proven that no decision saw a later bar.'];
  return lookAhead.answer === 'not_proven' ? [`Look-ahead is not proven: ${lookAhead.reasons.join(' ')}`] : [];
}

function unprovenDeterminism({ determinism }: TestGround): readonly string[] {
  return determinism === null ? ['The run was not made twice.'] : [];
}

function noComparison({ baseFailure }: TestGround): readonly string[] {
  return baseFailure === null ? [] : [`It could not be compared, since its base does not run: ${baseFailure}`];
}

function unprovenInspection({ inspection }: TestGround): readonly string[] {
  if (inspection === null) return ['The file was not examined.'];
  const checks = inspection.checks.flatMap(({ id, answer, reason }) =>
    answer === 'not_proven' ? [`Static check ${id} gave no answer: ${reason ?? 'no reason was given'}`] : [],
  );
  const { answer, reason } = inspection.tests;
  return answer === 'not_proven' ? [...checks, `The tests gave no answer: ${reason ?? 'no reason was given'}`] : checks;
}

/** Over other data nothing was compared, so nothing is said against the strategy. */
function uncomparedGoldens({ golden }: TestGround): readonly string[] {
  return golden.flatMap(({ name, answer }) => {
    if (answer === 'same' || answer === 'differs') return [];
    const why = answer === 'refused' ? 'was not compared, since its data is other' : 'could not be run';
    return [`Golden scenario ${name} ${why}.`];
  });
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
