import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { type FindingRow, type Rows, raisedBy, shortModel } from '../rows.ts';
import type { Session } from '../session.ts';
import { isOpen } from './findings-table.ts';
import { leftOut } from './length.ts';
import type { Drawing } from './place.ts';
import { drawWhere } from './where.ts';

/** The fold of claims that did not stand and of other dissent; what nobody examined stands in the table instead. */
export function renderDoubts(session: Session, rows: Rows, drawing: Drawing): readonly string[] {
  const claims = rows.fallen.filter((row) => !isOpen(row)).map((row) => drawClaim(row, drawing));
  const others = otherDissent(session).map((text) => `- ${plainText(text, drawing.length.words)}`);
  const all = [...claims, ...others];
  if (all.length === 0) return [];
  const shown = all.slice(0, drawing.length.doubts);
  const dropped = all.length - shown.length;
  const lines = dropped === 0 ? shown : [...shown, `- ${leftOut(dropped, 'claim')}`];
  return [fold(`Dissent and unsourced claims (${all.length})`, lines.join('\n'))];
}

/** What is dissent beside claims that did not stand: those are told as findings. */
export function otherDissent({ verdict, findings }: Session): readonly string[] {
  const fallen = findings.filter(({ standing }) => standing.kind !== 'confirmed' && standing.kind !== 'stated');
  return verdict.areas_of_dissent.filter((text) => !fallen.some(({ id }) => text.startsWith(`${id} (`)));
}

function drawClaim(row: FindingRow, { place, length }: Drawing): string {
  const { lead, label } = row;
  const where = drawWhere(lead, place);
  const head = `**${label}** ${inlineCode(lead.id)} ${lead.severity}${where === null ? '' : ` ${where}`}`;
  return `- ${head}, ${plainText(raisedBy(row), 200)}: ${plainText(lead.claim, length.words)} ${drawFate(row, length.words)}`;
}

function drawFate({ lead }: FindingRow, words: number): string {
  const { standing } = lead;
  if (standing.kind === 'refuted') {
    return `**Refuted** by ${plainText(shortModel(standing.model), 100)}: ${plainText(standing.why, words)}`;
  }
  return standing.kind === 'unsourced'
    ? `**Unsourced**: ${plainText(standing.why, words)}; it counts for nothing.`
    : '';
}
