import { sumTotals } from '../committee/call-totals.ts';
import type { HeardOpinion } from '../committee/findings.ts';
import { mergeOpinions, Opinion, parseOpinion } from '../committee/opinion.ts';
import type { Seat } from '../committee/seat.ts';
import type { SeatRecord } from '../committee/session.ts';
import { type Asked, ask, type Desk } from './ask.ts';
import type { PlannedSeat } from './plan-session.ts';
import { settleAll } from './settle.ts';

/** What the seats said, and the record of each, in seat order. */
export interface Hearing {
  readonly heard: readonly HeardOpinion[];
  readonly records: readonly SeatRecord[];
}

/** Asks every seat at the same time, started in seat order; a seat that fails is not heard and never counts as an approval. */
export async function hearSeats(seats: readonly PlannedSeat[], desk: Desk): Promise<Hearing> {
  const outcomes = await settleAll(seats.map((planned) => hearSeat(planned, desk)));
  return {
    heard: outcomes.flatMap(({ heard }) => (heard === null ? [] : [heard])),
    records: outcomes.map(({ record }) => record),
  };
}

interface SeatOutcome {
  readonly heard: HeardOpinion | null;
  readonly record: SeatRecord;
}

/** A seat reads all its parts; one part without an answer and the seat is not heard. */
async function hearSeat({ seat, readings }: PlannedSeat, desk: Desk): Promise<SeatOutcome> {
  const asked = await settleAll(
    readings.map(({ call, chain, brief, data }) =>
      ask({ call, chain, brief, data, schema: Opinion, kind: 'opinion', parse: parseOpinion }, desk),
    ),
  );
  const outcome = settleSeat(seat, asked);
  const { record } = outcome;
  if (record.standing === 'failed') {
    desk.witness({ kind: 'failed', call: seat.id, message: record.failed_tries.at(-1)?.message ?? 'no answer' });
  } else {
    desk.witness({
      kind: 'answered',
      call: seat.id,
      model: record.answered_by ?? seat.model,
      stance: record.stance,
      score: record.score,
      latencyMs: record.totals.latency_ms,
      tokens: record.totals.input_tokens + record.totals.output_tokens,
      microUsd: record.totals.micro_usd,
    });
  }
  return outcome;
}

function settleSeat(seat: Seat, asked: readonly Asked<Opinion>[]): SeatOutcome {
  const answers = asked.flatMap(({ value }) => (value === null ? [] : [value]));
  const answeredBy =
    asked.find((one) => one.answeredBy !== null && one.answeredBy !== seat.model)?.answeredBy ??
    asked[0]?.answeredBy ??
    null;
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
  if (answers.length < asked.length || answeredBy === null) {
    const record: SeatRecord = {
      ...shared,
      answered_by: null,
      standing: 'failed',
      stance: null,
      score: null,
      summary: '',
      abstain_reason: null,
    };
    return { heard: null, record };
  }
  const opinion = mergeOpinions(answers);
  const { stance, score, summary, abstain_reason } = opinion;
  const standing = stance === 'abstain' ? 'abstained' : 'heard';
  return {
    heard: { seat: seat.id, skill: seat.skill.name, slot: seat.slot, model: answeredBy, opinion },
    record: { ...shared, answered_by: answeredBy, standing, stance, score, summary, abstain_reason },
  };
}
