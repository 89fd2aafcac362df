import { z } from 'zod';

/** The file that holds the inspection of a strategy whose run did not come to its end; else its report does. */
export const INSPECTION_FILE = 'inspection.json';

/** The checks of a strategy file that do not run it, in the order in which they are told. */
export const STATIC_CHECK_IDS = ['structure', 'mypy', 'flake8', 'bandit', 'secrets'] as const;

/** Something that a check has against a line; no line where it is about the file. */
export const StaticFinding = z.strictObject({
  path: z.string().describe('From the root of the repository.'),
  line: z.int().min(1).nullable(),
  column: z.int().min(1).nullable(),
  code: z.string().describe('As the tool names it, such as B404 or structure/network.'),
  message: z.string(),
});
export type StaticFinding = z.infer<typeof StaticFinding>;

/** What one check came to; a tool that could not do its work is `not_proven`, never `pass`. */
export const StaticCheck = z.strictObject({
  id: z.enum(STATIC_CHECK_IDS),
  answer: z.enum(['pass', 'fail', 'not_proven', 'not_applicable']),
  tool: z.string().nullable().describe('Name and version of the program, where one did it.'),
  findings: z.array(StaticFinding),
  reason: z.string().nullable().describe('Why there is no answer, or why the question does not arise.'),
});
export type StaticCheck = z.infer<typeof StaticCheck>;

/** One test of a strategy. */
export const StrategyTest = z.strictObject({
  id: z.string(),
  outcome: z.enum(['passed', 'failed', 'error', 'skipped', 'xfailed', 'xpassed']),
  message: z.string().nullable(),
});

/** What the strategy's own tests said, from inside the wall: a claim of theirs, without authority. */
export const StrategyTests = z.strictObject({
  answer: z.enum(['pass', 'fail', 'not_proven', 'none']).describe('`none` where the strategy has no tests.'),
  reason: z.string().nullable(),
  exit_code: z.int().nullable().describe('Of pytest.'),
  passed: z.int().min(0),
  failed: z.int().min(0),
  skipped: z.int().min(0),
  duration_ms: z.number().min(0),
  tests: z.array(StrategyTest),
});
export type StrategyTests = z.infer<typeof StrategyTests>;

/** All that was found out about a strategy without believing it. */
export const Inspection = z.strictObject({ checks: z.array(StaticCheck), tests: StrategyTests });
export type Inspection = z.infer<typeof Inspection>;

/** Whether a finding is about rows that come later; which of them a decision reads, only a proof can say. */
export function isLookAhead({ code }: Pick<StaticFinding, 'code'>): boolean {
  return code.startsWith('look-ahead/');
}

/** Where a finding stands, as path and line. */
export function placeOf({ path, line }: StaticFinding): string {
  return line === null ? path : `${path}:${line}`;
}
