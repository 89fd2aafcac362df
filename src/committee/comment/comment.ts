import { drawSplit } from '../ceiling/markdown.ts';
import { type Ruled, ruleAgain } from '../lifted.ts';
import type { Session } from '../session.ts';
import { renderDecidedBlockers, renderOtherDecisions } from './decisions.ts';
import { renderFindings } from './findings-table.ts';
import { renderFolds } from './folds.ts';
import { renderFooter } from './footer.ts';
import { renderHeader } from './header.ts';
import { drawWithin, type Length } from './length.ts';
import { type CommentPlace, NOWHERE } from './place.ts';
import { type Telling, tellSession } from './telling.ts';

/** GitHub refuses 65,536 characters; the rest is room for what a host adds. */
export const COMMENT_LIMIT = 60_000;

/**
 * Draws a session as the comment on a pull request: decision, reason and next step in the first lines, then what
 * weighs and what people decided, then folds. When it is too long the lowest severities are dropped first, and the
 * comment says so.
 */
export function renderComment(
  session: Session,
  place: CommentPlace = NOWHERE,
  ruled: Ruled = ruleAgain(session, []),
): string {
  const telling = tellSession(session, ruled);
  return drawWithin(COMMENT_LIMIT, (length) => draw(telling, place, length));
}

function draw(telling: Telling, place: CommentPlace, length: Length): string {
  const { session, rows } = telling;
  const drawing = { place, length };
  const sections = [
    `<!-- conclave:verdict ${place.scope} session=${session.id} -->`,
    ...renderHeader(telling, place),
    ...(session.ceiling === null ? [] : [drawSplit(session.ceiling)]),
    ...renderFindings(session, rows, drawing),
    ...renderDecidedBlockers(telling, drawing),
    ...(length.folds ? [...renderOtherDecisions(telling, drawing), ...renderFolds(session, rows, drawing)] : []),
    renderFooter(rows),
  ];
  return `${sections.join('\n\n')}\n`;
}
