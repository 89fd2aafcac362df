import { z } from 'zod';
import type { StrategyTest, StrategyTests } from '../../../backtest/inspection/static-check.ts';
import { toldText } from './told-text.ts';

type TestLine = z.infer<typeof StrategyTest>;

/** Tests that are told one by one. */
const MOST_TESTS = 1_000;

const Phase = z
  .object({ crash: z.object({ message: z.string() }).optional(), longrepr: z.unknown().optional() })
  .optional();

/** The report of pytest-json-report, as far as it is used. */
const Report = z.object({
  duration: z.number().min(0).max(1_000_000).catch(0),
  tests: z
    .array(z.object({ nodeid: z.string(), outcome: z.string(), setup: Phase, call: Phase, teardown: Phase }))
    .max(100_000)
    .default([]),
  summary: z.record(z.string(), z.number().min(0).max(1_000_000)).catch({}),
});
type Report = z.infer<typeof Report>;

const Tested = z.object({
  kind: z.literal('tested'),
  exit_code: z.int().min(-255).max(255).nullable(),
  report: Report.nullable().catch(null),
  reason: z.string().nullish(),
});

/**
 * Reads what came of the tests of a strategy. It is a claim: the tests ran in one process with the strategy, and may say
 * what they like. Null for what is no such answer.
 */
export function readTested(words: unknown): StrategyTests | null {
  const { data } = Tested.safeParse(words);
  if (data === undefined) return null;
  const { exit_code: exitCode, report, reason } = data;
  const tests = report === null ? [] : report.tests.map(testOf);
  // Of many tests only some are told one by one.
  const count = (...outcomes: readonly TestLine['outcome'][]) =>
    Math.max(
      tests.filter(({ outcome }) => outcomes.includes(outcome)).length,
      outcomes.reduce((sum, outcome) => sum + Math.trunc(report?.summary[outcome] ?? 0), 0),
    );
  const counts = {
    passed: count('passed', 'xfailed'),
    failed: count('failed', 'error', 'xpassed'),
    skipped: count('skipped'),
  };
  const judged = judge(exitCode, counts);
  return {
    answer: judged.answer,
    reason: judged.reason ?? (reason == null ? null : toldText(reason)),
    exit_code: exitCode,
    ...counts,
    duration_ms: Math.round((report?.duration ?? 0) * 1_000),
    tests: tests.toSorted(failedFirst).slice(0, MOST_TESTS),
  };
}

/** Tests of which nothing is known. */
export function unprovenTests(reason: string): StrategyTests {
  const nothing = { exit_code: null, passed: 0, failed: 0, skipped: 0, duration_ms: 0, tests: [] };
  return { answer: 'not_proven', reason, ...nothing };
}

/** Exit codes of pytest: 0 all passed, 1 some failed, 2 not collected, 5 there were none; null where it did not end. */
function judge(
  exitCode: number | null,
  { passed, failed }: { readonly passed: number; readonly failed: number },
): Pick<StrategyTests, 'answer' | 'reason'> {
  if (failed > 0) return { answer: 'fail', reason: null };
  switch (exitCode) {
    case null:
      return { answer: 'not_proven', reason: null };
    case 0:
      return passed > 0 ? { answer: 'pass', reason: null } : NONE_RUN;
    case 1:
      return { answer: 'fail', reason: 'pytest says that tests failed, and names none' };
    case 2:
      return { answer: 'fail', reason: 'a file of tests cannot be read, or takes in what cannot be loaded' };
    case 5:
      return NONE_RUN;
    default:
      return { answer: 'not_proven', reason: `pytest ended with exit code ${exitCode}` };
  }
}

const NONE_RUN = { answer: 'not_proven', reason: 'no test was run' } as const;

const OUTCOMES: ReadonlySet<string> = new Set(['passed', 'failed', 'error', 'skipped', 'xfailed', 'xpassed']);

function testOf({ nodeid, outcome, setup, call, teardown }: Report['tests'][number]): TestLine {
  const message = [setup, call, teardown].map(messageOf).find((each) => each !== null) ?? null;
  const known = OUTCOMES.has(outcome) ? (outcome as TestLine['outcome']) : 'error';
  return { id: toldText(nodeid, 200), outcome: known, message: known === 'passed' ? null : message };
}

function messageOf(phase: z.infer<typeof Phase>): string | null {
  if (phase?.crash !== undefined) return toldText(phase.crash.message);
  return typeof phase?.longrepr === 'string' ? toldText(phase.longrepr) : null;
}

function failedFirst(left: TestLine, right: TestLine): number {
  return Number(isFine(left)) - Number(isFine(right));
}

function isFine({ outcome }: TestLine): boolean {
  return outcome !== 'failed' && outcome !== 'error' && outcome !== 'xpassed';
}
