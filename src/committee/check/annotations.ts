import type { CheckAnnotation } from '../../kernel/check.ts';
import { plainWords } from '../../kernel/markdown/plain-words.ts';
import type { Finding } from '../finding.ts';
import { type FindingRow, type Rows, raisedBy } from '../rows.ts';

/** The most annotations that a check carries; a page of them is read by nobody. */
export const MOST_ANNOTATIONS = 200;

const LONGEST_TITLE = 255;
const LONGEST_WORDS = 1_000;

/**
 * The remarks on lines of the reviewed commit, heaviest first: a confirmed blocker is a failure, a confirmed major a
 * warning, a minor finding a notice. Findings without a line in the new text have none.
 */
export function annotate({ blockers, changes, minors }: Rows): readonly CheckAnnotation[] {
  return [...annotateRows(blockers, 'failure'), ...annotateRows(changes, 'warning'), ...annotateRows(minors, 'notice')];
}

function annotateRows(rows: readonly FindingRow[], level: CheckAnnotation['level']): readonly CheckAnnotation[] {
  return rows.flatMap((row) => row.members.flatMap((finding) => annotateFinding(finding, row, level)));
}

function annotateFinding(
  finding: Finding,
  row: FindingRow,
  level: CheckAnnotation['level'],
): readonly CheckAnnotation[] {
  const { place, id, code, severity, claim, recommendation, rule } = finding;
  if (place === null || place.line === null || place.side === 'before') return [];
  const raised = `Raised by ${raisedBy({ lead: finding, members: [finding] })}.`;
  const words = [
    plainWords(claim, LONGEST_WORDS),
    ...(recommendation.trim() === '' ? [] : [`To mend: ${plainWords(recommendation, LONGEST_WORDS)}`]),
    rule === null ? raised : `Rule ${rule}.`,
    `Ask about it with: /conclave explain ${id}`,
  ];
  return [
    {
      path: place.path,
      startLine: place.line,
      endLine: Math.max(place.line, place.end_line ?? place.line),
      level,
      title: plainWords(`${row.label} ${severity} · ${code} (${id})`, LONGEST_TITLE),
      message: words.join('\n'),
    },
  ];
}
