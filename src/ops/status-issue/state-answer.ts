import type { StatusGround } from './ground.ts';
import { renderNotGreen, renderUnknown } from './not-green.ts';
import { renderPatterns } from './patterns.ts';
import { sinceWords } from './since.ts';
import { renderEvidence, renderHead, renderIncidents } from './status-issue.ts';

/** Rows of an answer, which is read in a conversation. */
const MOST_ROWS = 10;

/** Draws the state as the answer to a comment: what was found just now, and what the status issue shows. */
export function renderStateAnswer(ground: StatusGround): string {
  const { record, verdict } = ground;
  const { state, since } = record.standing;
  const shown = state === verdict.state ? '' : ` The rules say ${verdict.state} right now.`;
  return [
    ...renderHead(ground),
    `It is ${state} since ${sinceWords(since, verdict.asOf)}.${shown}`,
    renderIncidents(ground),
    renderNotGreen(ground, MOST_ROWS),
    renderPatterns(ground, MOST_ROWS),
    renderUnknown(ground, MOST_ROWS),
    renderEvidence(ground),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}
