import { type Inspection, isLookAhead, placeOf, type StaticFinding } from '../inspection/static-check.ts';
import { missingGuarantees } from '../wall/wall.ts';
import type { HeadReport, StrategyFacts } from './strategy-facts.ts';

/** What a reason weighs: it blocks, it has to be run again, or something is not proven. */
export type Weight = 'fails' | 'broken' | 'unproven';

/** One reason why the backtest of a strategy is not simply good; its words may be a stranger's. */
export interface Reason {
  readonly rule: string;
  readonly weight: Weight;
  readonly words: string;
  /** Lines that it is about. */
  readonly findings: readonly StaticFinding[];
}

type Rule = (facts: StrategyFacts) => readonly Reason[];

/** The blocking rules of a backtest, each with everything that it has against a strategy; none: it is good. */
export function judgeStrategy(facts: StrategyFacts): readonly Reason[] {
  if (facts.strategy.answer === 'gone') return [];
  const reasons = RULES.flatMap((rule) => rule(facts));
  return reasons.length > 0 || facts.strategy.answer === 'pass' ? reasons : toldOnly(facts);
}

const reason = (rule: string, weight: Weight, words: string): Reason => ({ rule, weight, words, findings: [] });

const RULES: readonly Rule[] = [
  ranAtAll,
  figuresFollow,
  noLook,
  sameTwice,
  noRegression,
  checksPass,
  staticChecksPass,
  testsPass,
  goldenSame,
  wallHolds,
];

/** What the run says of itself where none of our rules found the reason: believed where it is bad news. */
function toldOnly({ strategy: { answer, reason: words } }: StrategyFacts): readonly Reason[] {
  const weight: Weight = answer === 'not_proven' ? 'unproven' : 'fails';
  return [reason('the run itself', weight, words ?? `it says of itself: ${answer.replaceAll('_', ' ')}`)];
}

function ranAtAll({ strategy, report, recomputation }: StrategyFacts): readonly Reason[] {
  const why = strategy.reason ?? 'no reason is told';
  switch (strategy.answer) {
    case 'refused':
      return [reason('usable', 'fails', `it was refused: ${why}`)];
    case 'broken':
      return [reason('run', 'broken', `it could not be run: ${why}`)];
    case 'not_run':
      return [reason('run', 'unproven', `it was not run: ${why}`)];
    case 'not_asked':
      return [reason('run', 'broken', `it is touched and was not run: ${why}`)];
    case 'not_proven':
      return report === null && recomputation.answer === 'nothing' ? [reason('run', 'unproven', why)] : [];
    case 'pass':
    case 'fail':
      // What could not be computed again says itself why there is no report.
      return report === null && recomputation.answer !== 'not_computed'
        ? [reason('report', 'fails', 'the bundle holds no report of it')]
        : [];
    case 'gone':
      return [];
    default:
      return strategy.answer satisfies never;
  }
}

function figuresFollow({ recomputation }: StrategyFacts): readonly Reason[] {
  switch (recomputation.answer) {
    case 'same':
    case 'nothing':
      return [];
    case 'differs':
      return [reason(RECOMPUTED, 'fails', `the figures do not follow from decisions and data: ${recomputation.words}`)];
    case 'not_computed':
      return [reason(RECOMPUTED, 'broken', `the figures could not be computed again: ${recomputation.words}`)];
    default:
      return recomputation satisfies never;
  }
}

/** The rule that a report can break only by being false; it counts whoever made the report. */
export const RECOMPUTED = 'recomputed figures';

/** The lines that take later rows are told with every answer but a clean one, also where nothing ran that could be proven. */
function noLook(facts: StrategyFacts): readonly Reason[] {
  const { report } = facts;
  const rule = 'look-ahead';
  const suspect = (inspectionOf(facts)?.checks ?? []).filter(({ findings }) => findings.some(isLookAhead));
  // A check that fails stands at its lines itself.
  const findings = linesOf(suspect.filter(({ answer }) => answer !== 'fail'));
  const told = (weight: Weight, words: string) => [{ ...reason(rule, weight, words), findings }];
  if (report === null) {
    return suspect.length === 0 ? [] : told('unproven', `it is suspected: ${wordsOf(linesOf(suspect))}`);
  }
  const { look_ahead: lookAhead } = report.proofs;
  if (lookAhead === null) return told('unproven', 'it was not proven that no decision depends on a later bar');
  if (lookAhead.answer === 'clean') return [];
  const [first] = lookAhead.differences;
  if (lookAhead.answer === 'leak')
    return told('fails', `decisions depend on later bars${first === undefined ? '' : `: ${first.words}`}`);
  return told('unproven', lookAhead.reasons.join(' '));
}

function linesOf(checks: Inspection['checks']): readonly StaticFinding[] {
  return checks.flatMap(({ findings }) => findings).filter(isLookAhead);
}

/** The report says what was found out about the file; without one it may be known as well. */
function inspectionOf({ report, inspection }: StrategyFacts): Inspection | null {
  return report === null ? inspection : report.inspection;
}

function wordsOf(findings: readonly StaticFinding[]): string {
  const [first] = findings;
  if (first === undefined) return '';
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return `${placeOf(first)}: ${first.code}: ${first.message}${more}`;
}

function sameTwice({ report }: StrategyFacts): readonly Reason[] {
  if (report === null) return [];
  const { determinism } = report.proofs;
  const rule = 'determinism';
  if (determinism === null) return [reason(rule, 'unproven', 'the run was not made twice')];
  if (determinism.answer === 'same') return [];
  return [reason(rule, 'fails', `two runs differ: ${determinism.differences[0] ?? 'their bytes are not the same'}`)];
}

function noRegression({ strategy, report, comparison }: StrategyFacts): readonly Reason[] {
  if (report === null || strategy.base === 'absent') return [];
  const rule = 'regression';
  if (comparison === null) return [reason(rule, 'unproven', 'there is no comparison with the base')];
  if (!comparison.regression) return [];
  return [reason(rule, 'fails', `it is worse than the base beyond the tolerance: ${comparison.reason}`)];
}

/** Leak and determinism have rules of their own, which say more. */
const TOLD_ELSEWHERE: readonly string[] = ['leakage', 'reproducibility'];

function checksPass({ report }: StrategyFacts): readonly Reason[] {
  const checks = report?.checks ?? [];
  return checks.flatMap(({ id, answer, evidence }) => {
    if (answer === 'pass' || (TOLD_ELSEWHERE.includes(id) && hasOwnReason(id, report))) return [];
    return [reason(`check ${id}`, answer === 'fail' ? 'fails' : 'unproven', evidence.join(' '))];
  });
}

function hasOwnReason(id: string, report: HeadReport | null): boolean {
  return id === 'leakage'
    ? report?.proofs.look_ahead?.answer !== 'clean'
    : report?.proofs.determinism?.answer !== 'same';
}

function staticChecksPass(facts: StrategyFacts): readonly Reason[] {
  const inspection = inspectionOf(facts);
  if (facts.report === null && inspection === null) return [];
  const checks = inspection?.checks ?? [];
  if (checks.length === 0) return [reason('static checks', 'unproven', 'no static checks were made')];
  return checks.flatMap(({ id, answer, findings, reason: why }) => {
    if (answer === 'pass' || answer === 'not_applicable') return [];
    if (answer === 'not_proven') return [reason(`static check ${id}`, 'unproven', why ?? 'it gave no answer')];
    const words = findings.length === 0 ? (why ?? 'it fails') : wordsOf(findings);
    return [{ ...reason(`static check ${id}`, 'fails', words), findings }];
  });
}

function testsPass(facts: StrategyFacts): readonly Reason[] {
  const tests = inspectionOf(facts)?.tests;
  if (tests === undefined || tests.answer === 'pass' || tests.answer === 'none') return [];
  if (tests.answer === 'not_proven') return [reason('tests', 'unproven', tests.reason ?? 'they gave no answer')];
  const first = tests.tests.find(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const named = first === undefined ? (tests.reason ?? '') : `${first.id} ${first.message ?? ''}`;
  return [reason('tests', 'fails', `${tests.failed} of the strategy's own tests fail: ${named}`.trim())];
}

function goldenSame({ report }: StrategyFacts): readonly Reason[] {
  return (report?.golden ?? []).flatMap(({ name, answer, details }) => {
    if (answer === 'same') return [];
    const words = details[0] ?? `its answer is: ${answer.replaceAll('_', ' ')}`;
    return [reason(`golden scenario ${name}`, answer === 'differs' ? 'fails' : 'unproven', words)];
  });
}

function wallHolds({ report }: StrategyFacts): readonly Reason[] {
  if (report === null) return [];
  const { wall } = report.run;
  const rule = 'the wall';
  if (wall === null) return [reason(rule, 'fails', 'no wall stood around the strategy')];
  const missing = [...new Set([...missingGuarantees(wall.guarantees), ...wall.weaker])];
  if (missing.length === 0) return [];
  return [reason(rule, 'fails', `the wall was weaker than it has to be; missing: ${missing.join(', ')}`)];
}
