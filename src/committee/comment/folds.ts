import { fold } from '../../kernel/markdown/fold.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Rows } from '../rows.ts';
import type { Session } from '../session.ts';
import { countOf } from '../wording.ts';
import { renderCosts } from './cost.ts';
import { renderCoverage } from './coverage.ts';
import { renderDecisionsOnRecord, renderQuestions } from './decisions-on-record.ts';
import { renderDoubts } from './doubts.ts';
import { renderImpact } from './impact.ts';
import { renderLives } from './lives.ts';
import { renderMinors } from './minors.ts';
import type { Drawing } from './place.ts';
import { renderProvenance } from './provenance.ts';
import { listRouting } from './routing.ts';
import { renderSeatsTable, seatsTitle } from './seats-table.ts';

/** What folds away, in the order of importance; an empty fold is left out. */
export function renderFolds(session: Session, rows: Rows, drawing: Drawing): readonly string[] {
  const { length } = drawing;
  return [
    ...foldActions(session, length.words),
    ...renderLives(session, drawing),
    ...renderMinors(rows, drawing),
    ...renderQuestions(session, drawing),
    fold(seatsTitle(session), renderSeatsTable(session, length)),
    ...renderDoubts(session, rows, drawing),
    ...renderDecisionsOnRecord(session, drawing),
    ...renderImpact(session, length.words),
    foldBasis(session, drawing),
  ];
}

function foldActions({ verdict }: Session, words: number): readonly string[] {
  const actions = verdict.recommendations.slice(0, 20).map((text, index) => `${index + 1}. ${plainText(text, words)}`);
  return actions.length === 0 ? [] : [fold(countOf(actions.length, 'recommended action'), actions.join('\n'))];
}

function joinLines(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function foldBasis(session: Session, { length, place }: Drawing): string {
  const parts = [
    renderCoverage(session, length.files),
    ...(session.rehearsal ? [] : [renderCosts(session, length.seats)]),
    ...joinLines(listRouting(session, length.words)),
    renderProvenance(session, place),
  ];
  return fold(session.rehearsal ? 'Coverage and provenance' : 'Coverage, cost, provenance', parts.join('\n\n'));
}
