import { checkAppendOnly } from './append-only.ts';
import { checkDetection } from './detection.ts';
import { checkDurations } from './durations.ts';
import type { LintGround, LogFinding, Rule } from './finding.ts';
import { checkFollowUps, checkPending } from './follow-ups.ts';
import { checkFields, checkHeadings } from './form.ts';
import { checkLessons } from './lessons.ts';
import { checkNumbers } from './numbers.ts';
import { checkCommits, checkFixes } from './pulls.ts';
import { checkSeverities } from './severity.ts';
import { checkRecurrence, checkTimelines } from './timeline.ts';

const RULES: readonly Rule[] = [
  checkHeadings,
  checkNumbers,
  checkFields,
  checkSeverities,
  checkTimelines,
  checkDurations,
  checkDetection,
  checkCommits,
  checkFixes,
  checkRecurrence,
  checkLessons,
  checkFollowUps,
  checkPending,
  checkAppendOnly,
];

/** Everything that is not in order in a log of incidents, from its first line to its last. */
export function lintIncidentLog(ground: LintGround): readonly LogFinding[] {
  return RULES.flatMap((rule) => rule(ground)).sort((left, right) => left.line - right.line);
}
