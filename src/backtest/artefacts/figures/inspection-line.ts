import type { Inspection, StaticCheck, StrategyTests } from '../../inspection/static-check.ts';
import type { GoldenResult } from '../test-report.ts';
import { formatCount } from './amount.ts';
import type { FindingLine } from './finding-line.ts';

/** Static checks in their order and then the tests, failing ones first; nothing where nothing was inspected. */
export function inspectionLines(inspection: Inspection | null): readonly FindingLine[] {
  if (inspection === null) return [];
  return failingFirst([...inspection.checks.map(checkLine), testsLine(inspection.tests)]);
}

/** What golden scenarios came to, failing ones first. */
export function goldenLines(golden: readonly GoldenResult[] | null): readonly FindingLine[] {
  const answers = { same: 'pass', differs: 'fail', refused: 'not_proven', not_run: 'not_proven' } as const;
  const texts = { same: 'as expected', differs: 'differs', refused: 'other data, not compared', not_run: 'not run' };
  return failingFirst(
    (golden ?? []).map(({ name, answer, details }) => ({
      answer: answers[answer],
      label: `scenario ${name}`,
      text: [texts[answer], ...details.slice(0, SHOWN_DETAILS)].join('; '),
    })),
  );
}

const SHOWN_DETAILS = 3;

/** How many findings are told at once; the rest is folded, or counted where nothing can be folded. */
export const SHOWN_FINDINGS = 5;

/** Every finding of a static check and every test that did not pass in words, what fails first. */
export function findingWords(inspection: Inspection | null): readonly string[] {
  if (inspection === null) return [];
  const checks = [...inspection.checks].sort((one, other) => rank(one.answer) - rank(other.answer));
  const findings = checks.flatMap(({ id, findings: found }) =>
    found.map(({ path, line, column, code, message }) => {
      const at = [path, line, column].filter((each) => each !== null).join(':');
      return `${at} ${id} ${code}: ${message}`;
    }),
  );
  const tests = inspection.tests.tests
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
    .map(({ id, outcome, message }) => `${id} ${outcome}${message === null ? '' : `: ${message}`}`);
  return [...findings, ...tests];
}

function checkLine({ id, answer, tool, findings, reason }: StaticCheck): FindingLine {
  const count = findings.length === 0 ? 'nothing found' : countOf(findings.length, 'finding');
  const by = tool === null ? '' : ` (${tool})`;
  return { answer, label: id, text: `${reason ?? count}${by}` };
}

function testsLine({ answer, reason, passed, failed, skipped }: StrategyTests): FindingLine {
  const label = "the strategy's own tests";
  if (answer === 'none') return { answer: 'not_applicable', label, text: reason ?? 'it has none' };
  const counts = [
    `${formatCount(passed)} passed`,
    `${formatCount(failed)} failed`,
    ...(skipped === 0 ? [] : [`${formatCount(skipped)} skipped`]),
  ].join(', ');
  return { answer, label, text: `${counts}${reason === null ? '' : `; ${reason}`}; a claim of theirs` };
}

function countOf(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}

const RANKS = { fail: 0, not_proven: 1, pass: 2, not_applicable: 3 } as const;

function rank(answer: FindingLine['answer']): number {
  return RANKS[answer];
}

function failingFirst(lines: readonly FindingLine[]): readonly FindingLine[] {
  return [...lines].sort((one, other) => rank(one.answer) - rank(other.answer));
}
