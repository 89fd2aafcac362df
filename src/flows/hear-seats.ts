import { sumTotals } from '../committee/call-totals.ts';
import type { HeardOpinion } from '../committee/draft.ts';
import { mergeOpinions, Opinion, parseOpinion } from '../committee/opinion.ts';
import type { Seat } from '../committee/seat.ts';
import type { SeatRecord } from '../committee/session.ts';
import { ask } from './ask.ts';
import type { Asked, Desk } from './desk.ts';
import type { PlannedSeat } from './plan-session.ts';
import { settleAll } from './settle.ts';

/** What the seats said part by part, and the record of each seat, in seat order. */
export interface Hearing {
  readonly heard: readonly HeardOpinion[];
  readonly records: readonly SeatRecord[];
}

/** Asks every seat at the same time, started in seat order; a seat that fails is not heard and never counts as an approval. */
export async function hearSeats(seats: readonly PlannedSeat[], desk: Desk): Promise<Hearing> {
  const outcomes = await settleAll(seats.map((planned) => hearSeat(planned, desk)));
  return {
    heard: outcomes.flatMap(({ heard }) => heard),
    records: outcomes.map(({ record }) => record),
  };
}

interface SeatOutcome {
  /** One for each part that was answered; its claims count also when the seat as a whole is not heard. */
  readonly heard: readonly HeardOpinion[];
  readonly record: SeatRecord;
}

/** A seat reads all its parts; one part without an answer and the seat is not heard. */
async function hearSeat({ seat, readings }: PlannedSeat, desk: Desk): Promise<SeatOutcome> {
  const asked = await settleAll(
    readings.map(({ call, chain, brief, inputTokens, data }) =>
      ask({ call, chain, brief, inputTokens, data, schema: Opinion, kind: 'opinion', parse: parseOpinion }, desk),
    ),
  );
  const outcome = settleSeat(seat, asked);
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

function settleSeat(seat: Seat, asked: readonly Asked<Opinion>[]): SeatOutcome {
  const heard = asked.flatMap((part) => opinionsOf(seat, part));
  const shared = {
    seat: seat.id,
    skill: seat.skill.name,
    slot: seat.slot,
    model: seat.model,
    readings: asked.length,
    repaired: asked.some(({ repaired }) => repaired),
    failed_tries: asked.flatMap(({ failedTries }) => failedTries),
    totals: sumTotals(asked.map(({ totals }) => totals)),
  };
  if (heard.length < asked.length) return { heard, record: { ...shared, ...NOT_HEARD } };
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

function opinionsOf(seat: Seat, { value, answeredBy }: Asked<Opinion>): readonly HeardOpinion[] {
  if (value === null || answeredBy === null) return [];
  return [{ seat: seat.id, skill: seat.skill.name, slot: seat.slot, model: answeredBy, opinion: value }];
}
