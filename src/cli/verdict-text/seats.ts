import { hasFallenBack, scoreOf, seatsTitle } from '../../committee/comment/seats-table.ts';
import { seatsBySkill, shortModel } from '../../committee/rows.ts';
import type { SeatRecord, Session } from '../../committee/session.ts';
import { stanceWord } from '../../committee/wording.ts';
import { inTone, type Line, plainLines, type Span, type Tone } from './line.ts';
import { hang, type Page, section } from './page.ts';
import { clip, oneLine, pad, widthOf } from './width.ts';

const MARGIN = '  ';
const GAP = '  ';
const TONES: Readonly<Record<string, Tone>> = { reject: 'bad', changes: 'warning', accept: 'good', 'not heard': 'bad' };

/** The table of skills by models, then what a reader must know of single seats: silence, abstention, fallback, repair. */
export function renderSeats(session: Session, page: Page): readonly Line[] {
  const remarks = gatherRemarks(session.expert_opinions).flatMap((remark) => hang(`${MARGIN}- `, remark, page));
  return section(seatsTitle(session), [...drawTable(session, page), ...remarks], page);
}

/** Below this a cell cannot hold a stance with its score. */
const NARROWEST_CELL = 14;

function drawTable(session: Session, { width }: Page): readonly Line[] {
  const skills = [...seatsBySkill(session.expert_opinions)];
  const longest = Math.max(...skills.map(([skill]) => widthOf(oneLine(skill))));
  const cell = Math.floor((width - MARGIN.length - longest - 2 * GAP.length) / 2);
  return cell < NARROWEST_CELL ? drawList(session) : drawGrid(session, { label: longest, cell });
}

function drawGrid(
  { expert_opinions, models }: Session,
  { label, cell }: { label: number; cell: number },
): readonly Line[] {
  const names = [`${shortModel(models.first)} ¹`, `${shortModel(models.second)} ²`].map((name) =>
    nameIn(oneLine(name), cell),
  );
  const head = [inTone(MARGIN + [' '.repeat(label), ...names].join(GAP))];
  const rows = [...seatsBySkill(expert_opinions)].map(([skill, seats]) => [
    inTone(MARGIN + pad(oneLine(skill), label)),
    ...(['first', 'second'] as const).flatMap((slot) => [
      inTone(GAP),
      drawCell(
        seats.find((seat) => seat.slot === slot),
        cell,
      ),
    ]),
  ]);
  return [head, ...rows];
}

/** One seat a line, where two do not stand beside each other. */
function drawList({ expert_opinions, models }: Session): readonly Line[] {
  const nameOf = ({ skill, slot }: SeatRecord) => `${oneLine(skill)} ${slot === 'first' ? '¹' : '²'}`;
  const label = Math.max(0, ...expert_opinions.map((seat) => widthOf(nameOf(seat))));
  const legend = [
    `${MARGIN}¹ ${oneLine(shortModel(models.first))}`,
    `${MARGIN}² ${oneLine(shortModel(models.second))}`,
  ];
  const rows = expert_opinions.map((seat) => [
    inTone(MARGIN + pad(nameOf(seat), label) + GAP),
    drawCell(seat, NARROWEST_CELL),
  ]);
  return [...plainLines(legend), ...rows];
}

/** A model's name keeps its slot when it is cut. */
function nameIn(name: string, width: number): string {
  return widthOf(name) <= width
    ? pad(name, width)
    : `${clip(name.slice(0, -2), Math.max(0, width - 2))} ${name.slice(-1)}`;
}

function drawCell(seat: SeatRecord | undefined, width: number): Span {
  if (seat === undefined) return inTone(pad('', width));
  const word = stanceWord(seat);
  const score = scoreOf(seat);
  const text = score === null ? word : `${word.padEnd(7)} ${score}/10`;
  return inTone(pad(text, width), TONES[word] ?? 'plain');
}

/** The same remark on several seats is made once: when a provider is down, it is down for all of them. */
function gatherRemarks(seats: readonly SeatRecord[]): readonly string[] {
  const gathered = new Map<string, string[]>();
  for (const seat of seats) {
    for (const remark of remarksOn(seat)) gathered.set(remark, [...(gathered.get(remark) ?? []), seat.seat]);
  }
  return [...gathered].map(([remark, names]) => `${names.join(', ')}: ${remark}`);
}

function remarksOn(seat: SeatRecord): readonly string[] {
  const tries = seat.failed_tries.map(({ model, message }) => `${shortModel(model)}: ${message}`);
  const reasons = [...new Set(tries)].join('; ');
  if (seat.standing === 'failed') return [`not heard; ${reasons || 'no answer'}`];
  return [
    ...(seat.standing === 'abstained' ? [`abstains; ${seat.abstain_reason ?? 'without a reason'}`] : []),
    ...(hasFallenBack(seat) ? [`${shortModel(seat.answered_by ?? '')} answered instead; ${reasons}`] : []),
    ...(seat.repaired ? ['the answer needed one repair'] : []),
    ...(seat.readings > 1 ? [`read in ${seat.readings} parts`] : []),
  ];
}
