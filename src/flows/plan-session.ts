import { type Brief, briefSeat, type ModelBrief, type Prompts } from '../committee/brief.ts';
import { BATCH_SIZE } from '../committee/cross-examination.ts';
import { MOST_FINDINGS } from '../committee/opinion.ts';
import { chainOf, type Seat } from '../committee/seat.ts';
import { renderContract } from '../committee/skill.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { splitIntoReadings } from '../dossier/reading.ts';
import { type Catalog, findModel } from '../finops/catalog.ts';
import { estimateTokens } from '../finops/estimate.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import { outputLimit, worstCase } from './worst-case.ts';

/** Everything a session will ask, compiled before anything is paid. */
export interface SessionPlan {
  readonly seats: readonly PlannedSeat[];
  /** Worst-case price of the seats' first tries. */
  readonly seatsMicroUsd: MicroUsd;
  /** Worst-case price of the cross-examination: every answer full of candidates. */
  readonly examinationMicroUsd: MicroUsd;
  readonly chairMicroUsd: MicroUsd;
  readonly estimateMicroUsd: MicroUsd;
  readonly dossierTokens: number;
}

export interface PlannedSeat {
  readonly seat: Seat;
  readonly readings: readonly PlannedCall[];
}

/** One call of a seat, with its estimate for the seat's own model. */
export interface PlannedCall {
  readonly call: string;
  readonly chain: readonly ModelId[];
  readonly brief: Brief;
  readonly data: ModelBrief;
  readonly inputTokens: number;
  readonly worstMicroUsd: MicroUsd;
}

export interface PlanInput {
  readonly dossier: Dossier;
  /** The dossier as text, for its size. */
  readonly dossierText: string;
  readonly seats: readonly Seat[];
  /** Null when consolidation is off. */
  readonly chair: ModelId | null;
  readonly prompts: Prompts;
  readonly catalog: Catalog;
  /** Whether a rule of the skill covers a file of the reading. */
  readonly covers: (skill: string, reading: Dossier) => boolean;
}

/** Tokens for one claim with its cited lines, and for one line of the chair's list; generous on purpose. */
const CLAIM_TOKENS = 800;
const FINDING_TOKENS = 160;
const OPINION_TOKENS = 300;
const FRAME_TOKENS = 1_500;

/** Compiles every call of the seats and estimates the worst case of the whole session. */
export function planSession(input: PlanInput): SessionPlan {
  const seats = input.seats.map((seat) => planSeat(seat, input));
  const calls = seats.flatMap(({ readings }) => readings);
  const seatsMicroUsd = sum(calls.map(({ worstMicroUsd }) => worstMicroUsd));
  const examinationMicroUsd = estimateExamination(seats, input.catalog);
  const chairMicroUsd = estimateChair(calls.length, input);
  return {
    seats,
    seatsMicroUsd,
    examinationMicroUsd,
    chairMicroUsd,
    estimateMicroUsd: seatsMicroUsd + examinationMicroUsd + chairMicroUsd,
    dossierTokens: estimateTokens(input.dossierText),
  };
}

function planSeat(seat: Seat, input: PlanInput): PlannedSeat {
  const { prompts, catalog } = input;
  const chain = chainOf(seat);
  const frame = [
    prompts.committee.body,
    prompts.seat.body,
    prompts.contrarian.body,
    renderContract(seat.skill),
    seat.skill.body,
  ];
  const reserved = estimateTokens(frame.join('\n')) + FRAME_TOKENS;
  const allowances = chain.map(
    (model) => findModel(catalog, model).windowTokens - outputLimit(catalog, model, 'opinion') - reserved,
  );
  const readings = splitIntoReadings(input.dossier, Math.min(...allowances), estimateTokens);
  return {
    seat,
    readings: readings.map((dossier, index) =>
      planReading(seat, dossier, { input, number: index + 1, of: readings.length }),
    ),
  };
}

function planReading(
  seat: Seat,
  dossier: Dossier,
  { input, number, of }: { input: PlanInput; number: number; of: number },
): PlannedCall {
  const brief = briefSeat(seat, dossier, { prompts: input.prompts, reading: { number, of } });
  const inputTokens = estimateTokens(brief.instructions) + estimateTokens(brief.prompt);
  const skill = seat.skill.name;
  return {
    call: of === 1 ? seat.id : `${seat.id} reading ${number}`,
    chain: chainOf(seat),
    brief,
    data: {
      kind: 'opinion',
      skill,
      evidence: dossier.evidence.filter((item) => item.skill === skill),
      covered: input.covers(skill, dossier),
    },
    inputTokens,
    worstMicroUsd: worstCase(input.catalog, seat.model, { inputTokens, kind: 'opinion' }),
  };
}

/** Each slot's model may be asked about every claim that the other slot's seats can make. */
function estimateExamination(seats: readonly PlannedSeat[], catalog: Catalog): MicroUsd {
  const slots = ['first', 'second'] as const;
  return sum(
    slots.map((slot) => {
      const examiner = seats.find(({ seat }) => seat.slot === slot)?.seat.model;
      if (examiner === undefined) return 0;
      const answers = sum(seats.filter(({ seat }) => seat.slot !== slot).map(({ readings }) => readings.length));
      const batches = Math.ceil((answers * MOST_FINDINGS) / BATCH_SIZE);
      const inputTokens = FRAME_TOKENS + BATCH_SIZE * CLAIM_TOKENS;
      return batches * worstCase(catalog, examiner, { inputTokens, kind: 'examination' });
    }),
  );
}

function estimateChair(answers: number, { chair, catalog }: PlanInput): MicroUsd {
  if (chair === null) return 0;
  const inputTokens = FRAME_TOKENS + answers * (MOST_FINDINGS * FINDING_TOKENS + OPINION_TOKENS);
  return worstCase(catalog, chair, { inputTokens, kind: 'minutes' });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
