import type { CheckAnnotation, CheckOutput } from '../../kernel/check.ts';
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
  const annotations = annotate(report);
  const output = {
    title: plainText(titleOf(report), LONGEST_TITLE),
    summary: within((length) => joinParts([renderHiddenMark(report), drawSummary(report, length)])),
    text: within((length) => joinParts([tellCut(annotations), drawDetails(report, length)])),
    annotations: annotations.slice(0, MOST_ANNOTATIONS),
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

function tellCut(annotations: readonly CheckAnnotation[]): string {
  const count = annotations.length;
  return count > MOST_ANNOTATIONS
    ? `${MOST_ANNOTATIONS} of ${count} annotations stand at their lines, failures first.`
    : '';
}
