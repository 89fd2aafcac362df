import { rowsOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { renderFindings } from './findings-table.ts';
import { renderFolds } from './folds.ts';
import { renderFooter } from './footer.ts';
import { renderHeader } from './header.ts';
import { drawWithin, type Length } from './length.ts';
import { type CommentPlace, NOWHERE } from './place.ts';

/** GitHub refuses 65,536 characters; the rest is room for what a host adds. */
export const COMMENT_LIMIT = 60_000;

/**
 * Draws a session as the comment on a pull request: decision, reason and next step in the first lines, then what
 * weighs, then folds. When it is too long the lowest severities are dropped first, and the comment says so.
 */
export function renderComment(session: Session, place: CommentPlace = NOWHERE): string {
  return drawWithin(COMMENT_LIMIT, (length) => draw(session, place, length));
}

function draw(session: Session, place: CommentPlace, length: Length): string {
  const rows = rowsOf(session);
  const drawing = { place, length };
  const sections = [
    `<!-- conclave:verdict ${place.scope} session=${session.id} -->`,
    ...renderHeader(session, rows, place),
    ...renderFindings(rows, drawing),
    ...(length.folds ? renderFolds(session, rows, drawing) : []),
    renderFooter(rows),
  ];
  return `${sections.join('\n\n')}\n`;
}
