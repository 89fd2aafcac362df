import type { CheckAnnotation, CheckOutput } from '../../kernel/check.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { renderHiddenMark } from '../guard-mark.ts';
import type { GuardConclusion, GuardReport } from '../report.ts';
import { annotate, MOST_ANNOTATIONS } from './annotations.ts';
import { drawDetails } from './details.ts';
import { titleOf } from './guard-words.ts';
import { LENGTHS, type Length } from './length.ts';
import { drawLead, drawNotes, drawTable, drawWaivers } from './summary.ts';

/** The completed check of the gates. */
export interface GuardCheck {
  readonly conclusion: GuardConclusion;
  readonly output: CheckOutput;
}

/** The host refuses 65,536; counted in bytes, since hosts do not agree on what a character is. */
const LONGEST_TEXT = 65_535;
const LONGEST_TITLE = 255;

/** Draws the check of the gates: the five in a table with what decides, then every reason by gate. */
export function renderGuardCheck(report: GuardReport): GuardCheck {
  const annotations = annotate(report);
  const output = {
    title: plainText(titleOf(report), LONGEST_TITLE),
    summary: within((length) => join([renderHiddenMark(report), drawSummary(report, length)])),
    text: within((length) => join([tellCut(annotations), drawDetails(report, length)])),
    annotations: annotations.slice(0, MOST_ANNOTATIONS),
  };
  return { conclusion: report.conclusion, output };
}

/** The same as one document, for a job summary. */
export function renderGuardMarkdown(report: GuardReport): string {
  return within((length) => join([`## Guardrails`, drawSummary(report, length), drawDetails(report, length)]));
}

function drawSummary(report: GuardReport, length: Length): string {
  return join([drawLead(report), drawTable(report, length), drawNotes(report, length), drawWaivers(report, length)]);
}

function tellCut(annotations: readonly CheckAnnotation[]): string {
  const count = annotations.length;
  return count > MOST_ANNOTATIONS
    ? `${MOST_ANNOTATIONS} of ${count} annotations stand at their lines, failures first.`
    : '';
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

const encoder = new TextEncoder();

/** The longest drawing that fits; the shortest one is bounded in all its parts and always does. */
function within(draw: (length: Length) => string): string {
  let drawn = '';
  for (const length of LENGTHS) {
    drawn = draw(length);
    if (encoder.encode(drawn).length <= LONGEST_TEXT) return drawn;
  }
  return drawn;
}
