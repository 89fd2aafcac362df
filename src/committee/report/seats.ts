import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { hasFallenBack, inShort, scoreOf } from '../comment/seats-table.ts';
import { seatsBySkill, shortModel } from '../rows.ts';
import type { SeatRecord, Session } from '../session.ts';
import { stanceWord } from '../wording.ts';

/** The table of skills by models with stance and score, then what each seat said. */
export function renderSeats({ expert_opinions, models, rehearsal }: Session): string {
  const skills = [...seatsBySkill(expert_opinions)];
  const rows = skills.map(([skill, seats]) => [
    plainText(skill, 80),
    drawCell(seats.find(({ slot }) => slot === 'first')),
    drawCell(seats.find(({ slot }) => slot === 'second')),
  ]);
  const nameOf = (model: string) => (rehearsal ? 'seat' : plainText(shortModel(model), 80));
  const head = ['skill', `${nameOf(models.first)} ¹`, `${nameOf(models.second)} ²`];
  return `${table(head, rows)}\n\n${skills.flatMap(([skill, seats]) => describeSkill(skill, seats)).join('\n')}`;
}

function drawCell(seat: SeatRecord | undefined): string {
  if (seat === undefined) return '';
  const score = scoreOf(seat);
  const fell = hasFallenBack(seat) ? `, by ${plainText(shortModel(seat.answered_by ?? ''), 80)}` : '';
  return `${stanceWord(seat)}${score === null ? '' : ` ${score}/10`}${fell}`;
}

/** One line a seat; seats of a skill that said the same share it. */
function describeSkill(skill: string, seats: readonly SeatRecord[]): readonly string[] {
  const said = new Map<string, string[]>();
  for (const seat of seats) {
    const words = describeSeat(seat);
    said.set(words, [...(said.get(words) ?? []), seat.slot === 'first' ? '¹' : '²']);
  }
  return [...said].map(([words, slots]) => `- **${plainText(skill, 80)}** ${slots.join(' ')}: ${words}`);
}

function describeSeat(seat: SeatRecord): string {
  const isSilent = seat.standing === 'failed';
  const tries = seat.failed_tries.map(
    ({ model, message }) => `${plainText(shortModel(model), 80)} failed: ${plainText(message, 300)}`,
  );
  const remarks = [...new Set(tries), ...(seat.repaired ? ['repaired once'] : [])];
  if (seat.readings > 1) remarks.push(`read in ${seat.readings} parts`);
  const words = isSilent ? 'Not heard.' : plainText(inShort(seat), 1200);
  return remarks.length === 0 ? words : `${words} (${remarks.join('; ')})`;
}
