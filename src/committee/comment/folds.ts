import { fold } from '../../kernel/markdown/fold.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { type FindingRow, type Rows, shortModel, whereOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { countStances, stanceWord } from '../wording.ts';
import type { Drawing } from './place.ts';
import { renderCoverage } from './coverage.ts';
import { renderCosts, renderProvenance } from './provenance.ts';

/** What folds away, in the order of importance; an empty fold is left out. */
export function renderFolds(session: Session, rows: Rows, drawing: Drawing): readonly string[] {
  return [
    ...foldMinors(rows, drawing),
    foldSeats(session, drawing),
    ...foldDissent(session, drawing),
    ...foldImpact(session, drawing),
    ...foldRecommendations(session, drawing),
    foldBasis(session, drawing),
  ];
}

function foldMinors(rows: Rows, { length }: Drawing): readonly string[] {
  const all = [...rows.minors, ...rows.notes];
  const shown = [...(length.showMinors ? rows.minors : []), ...(length.showNotes ? rows.notes : [])].slice(0, length.folded);
  if (all.length === 0) return [];
  const dropped = all.length - shown.length;
  const body = [...shown.map((row) => minorLine(row, length.words)), ...droppedLine(dropped)].join('\n');
  return [fold(`Minor findings and notes (${all.length})`, body)];
}

function minorLine(row: FindingRow, words: number): string {
  return `- ${row.label} ${inlineCode(row.lead.id)} ${inlineCode(whereOf(row.lead))}: ${plainText(row.lead.claim, words)}`;
}

function foldSeats(session: Session, { length }: Drawing): string {
  const rows = session.expert_opinions.map((seat) => {
    const said = seat.standing === 'failed' ? (seat.failed_tries.at(-1)?.message ?? 'no answer') : seat.summary;
    const model = shortModel(seat.answered_by ?? seat.model);
    const fell = seat.answered_by !== null && seat.answered_by !== seat.model ? `${model} (fallback for ${shortModel(seat.model)})` : model;
    return [
      `${tableCell(seat.skill, 60)} ${seat.slot === 'first' ? '¹' : '²'}`,
      tableCell(fell, 120),
      stanceWord(seat),
      seat.score === null ? '' : String(seat.score),
      tableCell(said, Math.min(length.words, 400)),
    ];
  });
  const head = ['seat', 'model', 'stance', 'score', 'in short'];
  const summary = `Seats: ${countStances(session.expert_opinions)} · consensus ${session.verdict.consensus_strength}`;
  return fold(summary, table(head, rows));
}

function foldDissent({ verdict }: Session, { length }: Drawing): readonly string[] {
  const all = verdict.areas_of_dissent;
  if (all.length === 0) return [];
  return [fold(`Dissent and unsourced claims (${all.length})`, listOf(all, length))];
}

function foldImpact({ chair }: Session, { length }: Drawing): readonly string[] {
  const minutes = chair?.minutes;
  if (!minutes) return [];
  const impacts: readonly (readonly [string, string | null])[] = [
    ['ADR', minutes.adr_impact],
    ['Tests', minutes.test_impact],
    ['ML', minutes.ml_impact],
    ['Trading risk', minutes.trading_impact],
  ];
  const lines = impacts.flatMap(([name, text]) => (text === null ? [] : [`- **${name}**: ${plainText(text, length.words)}`]));
  return lines.length === 0 ? [] : [fold('ADR, test, ML and trading-risk impact', lines.join('\n'))];
}

function foldRecommendations({ verdict }: Session, { length }: Drawing): readonly string[] {
  const all = verdict.recommendations;
  return all.length === 0 ? [] : [fold(`Recommended next actions (${all.length})`, listOf(all, length, '1.'))];
}

function foldBasis(session: Session, { length }: Drawing): string {
  const body = [renderCoverage(session, length.folded), renderCosts(session), renderProvenance(session)].join('\n\n');
  return fold('Coverage, cost, provenance', body);
}

function listOf(texts: readonly string[], { words, folded }: { readonly words: number; readonly folded: number }, mark = '-'): string {
  const shown = texts.slice(0, folded).map((text) => `${mark} ${plainText(text, words)}`);
  return [...shown, ...droppedLine(texts.length - shown.length)].join('\n');
}

function droppedLine(dropped: number): readonly string[] {
  return dropped > 0 ? [`- ${dropped} more in the session file; this comment is at its limit.`] : [];
}
