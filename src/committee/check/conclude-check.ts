import type { CheckAnnotation, CheckOutput, Conclusion } from '../../kernel/check.ts';
import { renderDecidedBlockers, renderOtherDecisions } from '../comment/decisions.ts';
import { renderFindings } from '../comment/findings-table.ts';
import { renderFolds } from '../comment/folds.ts';
import { renderFooter } from '../comment/footer.ts';
import { renderLead } from '../comment/header.ts';
import { drawWithin, type Length } from '../comment/length.ts';
import { type CommentPlace, NOWHERE } from '../comment/place.ts';
import { liftedWeightOf, type Telling, tellSession } from '../comment/telling.ts';
import type { Ruled } from '../lifted.ts';
import type { Session } from '../session.ts';
import { confirmedWeightOf, countOf, REHEARSAL_NOTICE, titleOf, weightOf } from '../wording.ts';
import { annotate, MOST_ANNOTATIONS } from './annotations.ts';
import { concludeSession } from './conclusion.ts';

/** A completed check: how it ends and what it says. */
export interface ConcludedCheck {
  readonly conclusion: Conclusion;
  readonly output: CheckOutput;
}

/** GitHub refuses 65,536; counted in bytes, since hosts do not agree on what a character is. */
export const CHECK_TEXT_LIMIT = 65_535;

/** The longest title of a check. */
export const CHECK_TITLE_LIMIT = 255;

/** Concludes the check of a session, and draws what it says in the order of the comment. */
export function concludeCheck(session: Session, ruled: Ruled, place: CommentPlace = NOWHERE): ConcludedCheck {
  const telling = tellSession(session, ruled);
  const { conclusion, why } = concludeSession(session, ruled);
  const annotations = annotate(telling.rows);
  const output = {
    title: titleLine(telling),
    summary: within((length) => drawSummary(telling, why, { place, length })),
    text: within((length) => drawText(telling, annotations, { place, length })),
    annotations: annotations.slice(0, MOST_ANNOTATIONS),
  };
  return { conclusion, output };
}

interface Drawing {
  readonly place: CommentPlace;
  readonly length: Length;
}

/** `REJECTED · DATA_LEAKAGE: 1 blocker, 2 changes asked`; made of the product's own words alone. */
function titleLine({ session, rows, ruled }: Telling): string {
  const lifted = liftedWeightOf(ruled);
  const isDecided = session.verdict.status !== 'INCONCLUSIVE';
  const nothing = ruled.lifted.length === 0 || !isDecided ? weightOf(session) : 'nothing else is confirmed';
  const weight = (isDecided ? confirmedWeightOf(session, rows) : null) ?? nothing;
  const words = [...(lifted === null ? [] : [lifted]), weight.charAt(0).toLowerCase() + weight.slice(1)].join(', ');
  const kind = session.rehearsal ? ' (rehearsal, no language model)' : '';
  return `${titleOf(session)}${kind}: ${words}`.slice(0, CHECK_TITLE_LIMIT);
}

function drawSummary(telling: Telling, why: string | null, drawing: Drawing): string {
  const { session, rows } = telling;
  return [
    ...(session.rehearsal ? [`**${REHEARSAL_NOTICE}**`] : []),
    ...renderLead(telling, drawing.place),
    ...(why === null ? [] : [why]),
    ...renderFindings(session, rows, drawing),
    ...renderDecidedBlockers(telling, drawing),
    renderFooter(rows),
  ].join('\n\n');
}

function drawText(telling: Telling, annotations: readonly CheckAnnotation[], drawing: Drawing): string {
  const { session, rows } = telling;
  const shown = Math.min(annotations.length, MOST_ANNOTATIONS);
  const cut = `${shown} of ${countOf(annotations.length, 'annotation')} stand at their lines, heaviest first.`;
  return [
    ...(shown < annotations.length ? [cut] : []),
    ...(drawing.length.folds
      ? [...renderOtherDecisions(telling, drawing), ...renderFolds(session, rows, drawing)]
      : ['The details have no room here; the session file holds all.']),
  ].join('\n\n');
}

const encoder = new TextEncoder();

function within(draw: (length: Length) => string): string {
  return drawWithin(CHECK_TEXT_LIMIT, draw, (text) => encoder.encode(text).length);
}
