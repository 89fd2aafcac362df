import { z } from 'zod';
import { STATIC_CHECK_IDS, type StaticCheck, type StaticFinding } from '../../../backtest/inspection/static-check.ts';
import { toldText } from './told-text.ts';
import { WORK } from './tool-program.ts';

/** The checks that the tools behind the wall make, in the order in which they are told. */
export const WALLED_CHECKS = STATIC_CHECK_IDS.filter((id) => id !== 'secrets');

/** Findings of one check that are told. */
const MOST_FINDINGS = 200;

const Place = z.int().min(1).max(10_000_000).nullable().catch(null);

const Finding = z.object({
  path: z.string().max(1_000),
  line: Place,
  column: Place,
  code: z.string().max(200),
  message: z.string(),
});

const Inspected = z.object({
  kind: z.literal('inspected'),
  checks: z
    .array(
      z.object({
        id: z.enum(STATIC_CHECK_IDS),
        answer: z.enum(['pass', 'fail', 'not_proven', 'not_applicable']),
        tool: z.string().nullable(),
        findings: z.array(Finding).max(100_000),
        reason: z.string().nullable(),
      }),
    )
    .max(20),
});

/**
 * Reads what the tools say of a file. Each check is told once; one that they do not tell of is not proven, findings in
 * other files than the one that was sent count for that one, and a check with findings that are no warnings never passes.
 * Null for what is no such answer.
 */
export function readInspected(words: unknown, path: string): readonly StaticCheck[] | null {
  const { data } = Inspected.safeParse(words);
  if (data === undefined) return null;
  return WALLED_CHECKS.map((id) => {
    const own = data.checks.filter((each) => each.id === id);
    const [check] = own;
    if (check === undefined || own.length > 1) return unprovenCheck(id, 'the tools told nothing of it');
    const findings = check.findings.slice(0, MOST_FINDINGS).map((each) => shown(each, path));
    const left = check.findings.length - findings.length;
    return {
      id,
      answer: answerOf(check.answer, findings),
      tool: check.tool === null ? null : toldText(check.tool, 100),
      findings,
      reason: left > 0 ? `${left} more findings are left out` : check.reason === null ? null : toldText(check.reason),
    };
  });
}

/** A check of which nothing is known. */
export function unprovenCheck(id: StaticCheck['id'], reason: string): StaticCheck {
  return { id, answer: 'not_proven', tool: null, findings: [], reason };
}

/** What often looks ahead is told and fails nothing: whether it does is proven by withholding bars. */
const WARNING = 'look-ahead/';

function answerOf(answer: StaticCheck['answer'], findings: readonly StaticFinding[]): StaticCheck['answer'] {
  if (findings.some(({ code }) => !code.startsWith(WARNING))) return 'fail';
  // A check that fails without a finding says nothing that anybody could act upon.
  return answer === 'fail' ? 'not_proven' : answer;
}

function shown({ path, line, column, code, message }: z.infer<typeof Finding>, sent: string): StaticFinding {
  const own = path === sent || path === `${WORK}/${sent}`;
  return {
    path: sent,
    line: own ? line : null,
    column: own ? column : null,
    code: toldText(code, 60),
    message: toldText(own ? message : `${path}: ${message}`),
  };
}
