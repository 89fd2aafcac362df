import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { FindingRow, Rows } from '../rows.ts';
import { countOf } from '../wording.ts';
import { leftOut } from './length.ts';
import type { Drawing } from './place.ts';
import { drawWhere } from './where.ts';

/** The fold of what does not weigh: minor findings, then notes. */
export function renderMinors({ minors, notes }: Rows, drawing: Drawing): readonly string[] {
  const { length } = drawing;
  const counted = [
    ...(minors.length > 0 ? [countOf(minors.length, 'minor finding')] : []),
    ...(notes.length > 0 ? [countOf(notes.length, 'note')] : []),
  ];
  if (counted.length === 0) return [];
  const shown = [...minors.slice(0, length.minors), ...notes.slice(0, length.notes)];
  const lines = [
    ...shown.map((row) => drawMinor(row, drawing)),
    ...(minors.length > length.minors ? [`- ${leftOut(minors.length - length.minors, 'minor finding')}`] : []),
    ...(notes.length > length.notes ? [`- ${leftOut(notes.length - length.notes, 'note')}`] : []),
  ];
  return [fold(counted.join(', '), lines.join('\n'))];
}

function drawMinor({ label, lead }: FindingRow, { place, length }: Drawing): string {
  const where = drawWhere(lead, place);
  return `- **${label}** ${inlineCode(lead.id)}${where === null ? '' : ` ${where}`}: ${plainText(lead.claim, length.words)}`;
}
