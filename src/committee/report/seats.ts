import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { seatsBySkill, shortModel } from '../rows.ts';
import type { SeatRecord, Session } from '../session.ts';
import { stanceWord } from '../wording.ts';

/** The table of skills by models with stance and score, then what each seat said in short. */
export function renderSeats({ expert_opinions, models }: Session): string {
  const rows = [...seatsBySkill(expert_opinions)].map(([skill, seats]) => [
    plainText(skill, 80),
    cell(seats.find(({ slot }) => slot === 'first')),
    cell(seats.find(({ slot }) => slot === 'second')),
  ]);
  const head = ['skill', `${plainText(shortModel(models.first), 80)} ¹`, `${plainText(shortModel(models.second), 80)} ²`];
  return `${table(head, rows)}\n\n${expert_opinions.map(describeSeat).join('\n')}`;
}

function cell(seat: SeatRecord | undefined): string {
  if (seat === undefined) return '';
  const fell = seat.answered_by !== null && seat.answered_by !== seat.model ? `, by ${plainText(shortModel(seat.answered_by), 80)}` : '';
  return seat.score === null ? stanceWord(seat) : `${stanceWord(seat)} (${seat.score})${fell}`;
}

function describeSeat(seat: SeatRecord): string {
  const words = seat.standing === 'failed' ? 'was not heard.' : plainText(seat.summary, 1200);
  const tries = seat.failed_tries.map((one) => ` ${plainText(shortModel(one.model), 80)} failed: ${plainText(one.message, 300)}`);
  const repaired = seat.repaired ? ' (after one repair)' : '';
  return `- **${seat.seat}**${repaired}: ${words}${tries.join('')}`;
}
