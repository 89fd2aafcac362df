import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { seatsBySkill, shortModel } from '../rows.ts';
import type { SeatRecord, Session } from '../session.ts';
import { countStances, stanceWord } from '../wording.ts';
import { type Length, leftOut } from './length.ts';

/** `Seats: 8 reject, 2 accept with changes · consensus strong`; a rehearsal has one voice and so no consensus. */
export function seatsTitle({ expert_opinions, verdict, rehearsal }: Session): string {
  const counted = `Seats: ${countStances(expert_opinions)}`;
  return rehearsal ? counted : `${counted} · consensus ${verdict.consensus_strength}`;
}

/** What every seat said in short; two seats of a skill that say the same share a row. */
export function renderSeatsTable({ expert_opinions, rehearsal }: Session, length: Length): string {
  const rows = [...seatsBySkill(expert_opinions)].flatMap(([skill, seats]) => drawSkill(skill, seats, length));
  const shown = rows.slice(0, length.seats).map((row) => (rehearsal ? row.filter((_, column) => column !== 1) : row));
  const head = ['seat', ...(rehearsal ? [] : ['model']), 'stance', 'score', 'in short'];
  const dropped = rows.length - shown.length;
  return [...(shown.length === 0 ? [] : [table(head, shown)]), ...(dropped > 0 ? [leftOut(dropped, 'seat')] : [])].join(
    '\n\n',
  );
}

function drawSkill(skill: string, seats: readonly SeatRecord[], { words }: Length): readonly (readonly string[])[] {
  const drawn = new Map<string, { readonly slots: string[]; readonly cells: readonly string[] }>();
  for (const seat of seats) {
    const cells = drawCells(seat, Math.min(words, 400));
    const key = cells.join('|');
    const same = drawn.get(key) ?? { slots: [], cells };
    same.slots.push(seat.slot === 'first' ? '¹' : '²');
    drawn.set(key, same);
  }
  return [...drawn.values()].map(({ slots, cells }) => [`${tableCell(skill, 60)} ${slots.join(' ')}`, ...cells]);
}

function drawCells(seat: SeatRecord, words: number): readonly string[] {
  return [drawModel(seat), stanceWord(seat), scoreOf(seat) ?? '', tableCell(inShort(seat), words)];
}

function drawModel(seat: SeatRecord): string {
  const model = plainText(shortModel(seat.answered_by ?? seat.model), 80);
  const remarks = [
    ...(hasFallenBack(seat) ? [`fallback for ${plainText(shortModel(seat.model), 80)}`] : []),
    ...(seat.repaired ? ['repaired once'] : []),
    ...(seat.readings > 1 ? [`in ${seat.readings} parts`] : []),
    ...(seat.carried_from === null ? [] : ['as before']),
  ];
  return remarks.length === 0 ? model : `${model} (${remarks.join(', ')})`;
}

/** Whether a seat was answered by another model than it was given. */
export function hasFallenBack({ answered_by, model }: SeatRecord): boolean {
  return answered_by !== null && answered_by !== model;
}

/** A seat's score out of ten; an abstention has none. */
export function scoreOf({ score, standing }: SeatRecord): string | null {
  return score === null || standing !== 'heard' ? null : String(score);
}

/** A seat's summary, its reason to abstain, or why it was not heard. */
export function inShort({ standing, summary, abstain_reason, failed_tries }: SeatRecord): string {
  if (standing === 'failed') return failed_tries.at(-1)?.message ?? 'no answer';
  return standing === 'abstained' ? (abstain_reason ?? summary) : summary;
}
