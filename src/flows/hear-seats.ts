import { briefMore } from '../committee/brief.ts';
import { NO_CALLS, sumTotals } from '../committee/call-totals.ts';
import type { HeardOpinion } from '../committee/draft.ts';
import type { Ruling } from '../committee/ledger/ruling.ts';
import {
  type Claim,
  type HeardWords,
  LaterOpinion,
  MOST_ANSWERS,
  MOST_FINDINGS,
  mergeOpinions,
  Opinion,
  parseLaterOpinion,
  parseOpinion,
  type SeatRuling,
} from '../committee/opinion.ts';
import type { Seat } from '../committee/seat.ts';
import type { SeatRecord } from '../committee/session.ts';
import { ask } from './ask.ts';
import type { Asked, Desk, Question } from './desk.ts';
import type { PlannedCall, PlannedSeat } from './plan-session.ts';
import type { RoundRequest } from './round-request.ts';
import { settleAll } from './settle.ts';

/** What the seats said part by part, and the record of each seat, in seat order. */
export interface Hearing {
  readonly heard: readonly HeardOpinion[];
  readonly records: readonly SeatRecord[];
  /** What seats say of their own findings whose code has changed; those without an answer among them. */
  readonly rulings: readonly Ruling[];
}

/** The seats as they spoke before, for those that have nothing to read now. */
export type Before = Pick<RoundRequest, 'baseline' | 'seatsBefore' | 'kept'>;

/** Asks every seat at the same time, started in seat order; a seat that fails is not heard and never counts as an approval. */
export async function hearSeats(seats: readonly PlannedSeat[], before: Before, desk: Desk): Promise<Hearing> {
  const outcomes = await settleAll(
    seats.map((planned) =>
      planned.readings.length === 0 ? Promise.resolve(carrySeat(planned.seat, before)) : hearSeat(planned, desk),
    ),
  );
  return {
    heard: outcomes.flatMap(({ heard }) => heard),
    records: outcomes.map(({ record }) => record),
    rulings: [
      ...seats.flatMap((planned, index) => rulingsOf(planned, outcomes[index]?.heard ?? [])),
      ...keptRulings(before),
    ],
  };
}

/** Nothing that a seat has read has changed, so that what it said stands. */
function carrySeat({ id }: Seat, { baseline, seatsBefore, kept }: Before): SeatOutcome {
  const now = kept?.seats.find(({ seat }) => seat === id);
  const before = now ?? seatsBefore.find(({ seat }) => seat === id);
  const session = now === undefined ? baseline?.session : kept?.session;
  if (before === undefined || session === undefined) throw new RangeError(`${id} has nothing to read and never spoke`);
  const carried_from = before.carried_from ?? session;
  return { heard: [], record: { ...before, carried_from, totals: NO_CALLS, failed_tries: [], repaired: false } };
}

/** What seats ruled at this very head, in a review before. */
function keptRulings({ kept }: Before): readonly Ruling[] {
  const seats = new Set((kept?.seats ?? []).map(({ seat }) => seat));
  return (kept?.rulings ?? []).filter(({ seat }) => seats.has(seat));
}

/** One ruling for each finding that a seat was asked about; silence is none in favour. */
function rulingsOf({ seat, readings }: PlannedSeat, heard: readonly HeardOpinion[]): readonly Ruling[] {
  const asked = readings.flatMap(({ data }) => (data.kind === 'opinion' ? (data.toRule ?? []) : []));
  const all = heard.flatMap(({ model, opinion }) => (opinion.rulings ?? []).map((ruling) => ({ ...ruling, model })));
  // Where a seat says both of one finding, that it stands counts.
  const said = new Map([...all.filter(isFixed), ...all.filter((one) => !isFixed(one))].map((one) => [one.id, one]));
  return asked.map(({ id }): Ruling => {
    const ruling = said.get(id);
    if (ruling === undefined) {
      return { finding: id, seat: seat.id, model: null, answer: 'unanswered', why: 'the seat did not rule on it' };
    }
    return { finding: id, seat: seat.id, model: ruling.model, answer: ruling.answer, why: ruling.why };
  });
}

function isFixed({ answer }: SeatRuling): boolean {
  return answer === 'fixed';
}

interface SeatOutcome {
  /** One for each part that was answered; its claims count also when the seat as a whole is not heard. */
  readonly heard: readonly HeardOpinion[];
  readonly record: SeatRecord;
}

/** A seat reads all its parts; one part without an answer and the seat is not heard. */
async function hearSeat({ seat, readings }: PlannedSeat, desk: Desk): Promise<SeatOutcome> {
  const outcome = settleSeat(seat, await settleAll(readings.map((reading) => hearReading(reading, desk))));
  const { record } = outcome;
  const tokens = record.totals.input_tokens + record.totals.output_tokens;
  const paid = { tokens, microUsd: record.totals.micro_usd };
  if (record.standing === 'failed') {
    const message = record.failed_tries.at(-1)?.message ?? 'no answer';
    desk.witness({ kind: 'failed', call: seat.id, message, ...paid });
  } else {
    desk.witness({
      kind: 'answered',
      call: seat.id,
      model: record.answered_by ?? seat.model,
      stance: record.stance,
      score: record.score,
      latencyMs: record.totals.latency_ms,
      ...paid,
    });
  }
  return outcome;
}

/** What a seat said about one part, in as many answers as it took. */
interface HeardReading {
  readonly first: Asked<HeardWords>;
  readonly more: readonly Asked<HeardWords>[];
  /** Whether it may have had more to say. */
  readonly unsaid: boolean;
}

/** Asks on while an answer is full of findings: what is held back now could never be raised later. */
async function hearReading(reading: PlannedCall, desk: Desk): Promise<HeardReading> {
  const question = questionOf(reading);
  const first = await ask(question, desk);
  const more: Asked<HeardWords>[] = [];
  let last = first;
  while (isFull(last) && more.length + 1 < MOST_ANSWERS) {
    const reported = [first, ...more].flatMap(({ value }) => value?.findings ?? []);
    last = await ask(questionForMore(question, last, { reported, number: more.length + 2, desk }), desk);
    more.push(last);
  }
  return { first, more, unsaid: first.value !== null && (isFull(last) || last.value === null) };
}

function isFull({ value }: Asked<HeardWords>): boolean {
  return (value?.findings.length ?? 0) >= MOST_FINDINGS;
}

function questionOf({ call, chain, brief, inputTokens, data }: PlannedCall): Question<HeardWords> {
  const isLater = data.kind === 'opinion' && data.toRule !== null;
  const [schema, parse] = isLater ? [LaterOpinion, parseLaterOpinion] : [Opinion, parseOpinion];
  return { call, chain, brief, inputTokens, data, schema, kind: 'opinion', parse };
}

interface Reported {
  readonly reported: readonly Claim[];
  /** Which answer of the seat it will be. */
  readonly number: number;
  readonly desk: Desk;
}

/** Put to the model that gave the answer before. */
function questionForMore(
  { inputTokens: _first, ...question }: Question<HeardWords>,
  { answeredBy }: Asked<HeardWords>,
  { reported, number, desk }: Reported,
): Question<HeardWords> {
  const { data } = question;
  return {
    ...question,
    call: `${question.call} more ${number}`,
    chain: answeredBy === null ? question.chain : [answeredBy],
    brief: briefMore(question.brief, reported, desk.prompts),
    data: data.kind === 'opinion' ? { ...data, toRule: data.toRule && [], reported: reported.length } : data,
  };
}

function settleSeat(seat: Seat, read: readonly HeardReading[]): SeatOutcome {
  const asked = read.flatMap(({ first, more }) => [first, ...more]);
  const heard = asked.flatMap((part) => opinionsOf(seat, part));
  const shared = {
    seat: seat.id,
    skill: seat.skill.name,
    slot: seat.slot,
    model: seat.model,
    readings: read.length,
    carried_from: null,
    unsaid: read.some(({ unsaid }) => unsaid),
    repaired: asked.some(({ repaired }) => repaired),
    failed_tries: asked.flatMap(({ failedTries }) => failedTries),
    totals: sumTotals(asked.map(({ totals }) => totals)),
  };
  if (read.some(({ first }) => first.value === null)) return { heard, record: { ...shared, ...NOT_HEARD } };
  const { stance, score, summary, abstain_reason } = mergeOpinions(heard.map(({ opinion }) => opinion));
  const fallback = heard.find(({ model }) => model !== seat.model);
  const answered_by = fallback?.model ?? seat.model;
  const standing = stance === 'abstain' ? 'abstained' : 'heard';
  return { heard, record: { ...shared, answered_by, standing, stance, score, summary, abstain_reason } };
}

const NOT_HEARD = {
  answered_by: null,
  standing: 'failed',
  stance: null,
  score: null,
  summary: '',
  abstain_reason: null,
} as const;

function opinionsOf(seat: Seat, { value, answeredBy }: Asked<HeardWords>): readonly HeardOpinion[] {
  if (value === null || answeredBy === null) return [];
  return [{ seat: seat.id, skill: seat.skill.name, slot: seat.slot, model: answeredBy, opinion: value }];
}
