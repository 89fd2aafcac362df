import type { CheckOutput } from '../../kernel/check.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { renderHiddenMark } from '../guard-mark.ts';
import type { GuardConclusion, GuardReport } from '../report.ts';
import { annotate, MOST_ANNOTATIONS } from './annotations.ts';
import { drawDetails } from './details.ts';
import { joinParts, LONGEST_TITLE, within } from './fitting.ts';
import { titleOf } from './guard-words.ts';
import type { Length } from './length.ts';
import { drawLead, drawNotes, drawTable, drawWaivers } from './summary.ts';

/** The completed check of the gates. */
export interface GuardCheck {
  readonly conclusion: GuardConclusion;
  readonly output: CheckOutput;
}

/** Draws the check of the gates: the five in a table with what decides, then every reason by gate. */
export function renderGuardCheck(report: GuardReport): GuardCheck {
  const { shown, count } = annotate(report);
  const output = {
    title: plainText(titleOf(report), LONGEST_TITLE),
    summary: within((length) => joinParts([renderHiddenMark(report), drawSummary(report, length)])),
    text: within((length) => joinParts([tellCut(count), drawDetails(report, length)])),
    annotations: shown,
  };
  return { conclusion: report.conclusion, output };
}

/** The same as one document, for a job summary. */
export function renderGuardMarkdown(report: GuardReport): string {
  return within((length) => joinParts([`## Guardrails`, drawSummary(report, length), drawDetails(report, length)]));
}

function drawSummary(report: GuardReport, length: Length): string {
  return joinParts([
    drawLead(report),
    drawTable(report, length),
    drawNotes(report, length),
    drawWaivers(report, length),
  ]);
}

function tellCut(count: number): string {
  return count > MOST_ANNOTATIONS
    ? `${MOST_ANNOTATIONS} of ${count} annotations stand at their lines, failures first.`
    : '';
}
