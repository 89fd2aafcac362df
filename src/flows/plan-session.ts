import { type Brief, briefSeat, type ModelBrief, type Prompts } from '../committee/brief.ts';
import { BATCH_SIZE } from '../committee/cross-examination.ts';
import type { FindingToRule } from '../committee/ledger/to-rule.ts';
import { MOST_FINDINGS } from '../committee/opinion.ts';
import { chainOf, type Seat } from '../committee/seat.ts';
import { renderContract } from '../committee/skill.ts';
import { type Dossier, renderDossier } from '../dossier/dossier.ts';
import { EXCERPT_TOKENS, SOURCES_TOKENS } from '../dossier/excerpt.ts';
import { renderPassages } from '../dossier/library.ts';
import { splitIntoReadings } from '../dossier/reading.ts';
import type { ImportEdge } from '../evidence/import-edge.ts';
import { type Catalog, findModel } from '../finops/catalog.ts';
import { estimateTokens } from '../finops/estimate.ts';
import { AppError } from '../kernel/app-error.ts';
import type { MicroUsd } from '../kernel/micro-usd.ts';
import type { ModelId } from '../kernel/model-id.ts';
import type { RoundRequest } from './round-request.ts';
import { largestShare, measureReading, type Reading, type RuledReading, shareRulings } from './share-rulings.ts';
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

/** A seat with a call for each part that it reads; without one in a later review in which nothing is left for it to read. */
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

/** What a plan is made from. */
export interface PlanInput {
  readonly dossier: Dossier;
  /** The dossier as text, for its size. */
  readonly dossierText: string;
  /** Which of its files import which others, so that these are read together; none unless told. */
  readonly edges?: readonly ImportEdge[];
  readonly seats: readonly Seat[];
  /** Null when consolidation is off. */
  readonly chair: ModelId | null;
  readonly prompts: Prompts;
  readonly catalog: Catalog;
  /** Whether a rule of the skill covers a file of the reading. */
  readonly covers: (skill: string, reading: Dossier) => boolean;
  /** The review that this is of its pull request; null when it is the first. */
  readonly later: Pick<RoundRequest, 'kind' | 'toRule' | 'entries' | 'kept'> | null;
}

/** Tokens of one claim with its cited lines, and of one line of the chair's list, when all their texts are at their limits. */
const CLAIM_TOKENS = EXCERPT_TOKENS + 550;
const FINDING_TOKENS = 500;
const OPINION_TOKENS = 300;
const FRAME_TOKENS = 1_500;
/** Tokens that a reading must have for the files themselves. */
const LEAST_ROOM = 1_000;

/** Compiles every call of the seats and estimates the worst case of the whole session. */
export function planSession(input: PlanInput): SessionPlan {
  const dossierTokens = estimateTokens(input.dossierText);
  const measures = { cut: cutOnce(input, dossierTokens), tokens: once(estimateTokens), least: leastOnce(input) };
  const seats = input.seats.map((seat) => planSeat(seat, input, measures));
  const calls = seats.flatMap(({ readings }) => readings);
  const seatsMicroUsd = sum(calls.map(({ worstMicroUsd }) => worstMicroUsd));
  const examinationMicroUsd = estimateExamination(seats, input);
  const chairMicroUsd = estimateChair(calls.length, input);
  return {
    seats,
    seatsMicroUsd,
    examinationMicroUsd,
    chairMicroUsd,
    estimateMicroUsd: seatsMicroUsd + examinationMicroUsd + chairMicroUsd,
    dossierTokens,
  };
}

/** What is measured once for all seats. */
interface Measures {
  readonly cut: (room: number) => readonly Reading[];
  /** Tokens of a text. */
  readonly tokens: (text: string) => number;
  /** Tokens that every seat needs beside its task. */
  readonly least: () => number;
}

/** Two seats are told much the same; a text is measured when it is met first. */
function once(measure: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const tokens = known.get(text) ?? measure(text);
    known.set(text, tokens);
    return tokens;
  };
}

function leastOnce({ dossier }: PlanInput): () => number {
  let least: number | null = null;
  return () => (least ??= estimateTokens(renderDossier({ ...dossier, parts: [] })) + LEAST_ROOM);
}

/** Cuts, renders and measures the dossier once for all seats that have the same room. */
function cutOnce(
  { dossier, dossierText, edges = [] }: PlanInput,
  dossierTokens: number,
): (room: number) => readonly Reading[] {
  const whole = [{ dossier, text: dossierText, tokens: dossierTokens }];
  const cuts = new Map<number, readonly Reading[]>();
  return (room) => {
    if (dossierTokens <= room) return whole;
    const cut =
      cuts.get(room) ??
      splitIntoReadings(dossier, { allowance: room, countTokens: estimateTokens, edges }).map(measureReading);
    cuts.set(room, cut);
    return cut;
  };
}

function planSeat(seat: Seat, input: PlanInput, measures: Measures): PlannedSeat {
  const { prompts } = input;
  if (input.later?.kept?.seats.some((kept) => kept.seat === seat.id)) return { seat, readings: [] };
  const frame = [
    prompts.committee.body,
    prompts.seat.body,
    prompts.contrarian.body,
    ...(input.later === null ? [] : [prompts['later-review'].body, rulingsFrame(seat, input)]),
    renderContract(seat.skill),
    seat.skill.body,
    renderPassages(input.dossier.library, seat.skill.name),
  ];
  const reserved = measures.tokens(frame.join('\n')) + FRAME_TOKENS;
  const allowance = Math.min(
    ...chainOf(seat).map((model) => roomIn(model, input, { reserved, least: measures.least() })),
  );
  const own = toRuleBy(seat, input);
  const isIdle = input.later?.kind === 'delta' && input.dossier.parts.length === 0 && own?.length === 0;
  if (isIdle) return { seat, readings: [] };
  const readings = shareRulings(measures.cut(allowance), own);
  return {
    seat,
    readings: readings.map((reading, index) =>
      planReading(seat, reading, { input, measures, number: index + 1, of: readings.length }),
    ),
  };
}

/** What a seat is to rule on; null in a first review. */
function toRuleBy(seat: Seat, { later }: PlanInput): readonly FindingToRule[] | null {
  return later === null ? null : later.toRule.filter(({ seats }) => seats.includes(seat.id));
}

function rulingsFrame(seat: Seat, input: PlanInput): string {
  return largestShare(toRuleBy(seat, input) ?? [])
    .map(({ claim, quote, now }) => `${claim}\n${quote}\n${now}`)
    .join('\n');
}

/** Tokens that a model's window leaves for the dossier, beside the seat's task, an answer, and that answer again in a repair. */
function roomIn(
  model: ModelId,
  { catalog }: PlanInput,
  { reserved, least }: { readonly reserved: number; readonly least: number },
): number {
  const { windowTokens } = findModel(catalog, model);
  const room = windowTokens - 2 * outputLimit(catalog, model, 'opinion') - reserved;
  if (room >= least) return room;
  throw new AppError('bad-config', `the window of ${model} (${windowTokens} tokens) is too small for this session`, {
    expected: `at least ${windowTokens - room + least} tokens: the seat's task, the answer, and the list of files`,
    advice: 'name a model with a larger window, or split the change',
  });
}

function planReading(
  seat: Seat,
  { dossier, text, tokens, toRule }: RuledReading,
  { input, measures, number, of }: { input: PlanInput; measures: Measures; number: number; of: number },
): PlannedCall {
  const brief = briefSeat(seat, { dossier, text, toRule }, { prompts: input.prompts, reading: { number, of } });
  const task = brief.prompt.slice(text.length);
  const inputTokens = measures.tokens(brief.instructions) + tokens + measures.tokens(task);
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
      toRule,
      reported: 0,
    },
    inputTokens,
    worstMicroUsd: worstCase(input.catalog, seat.model, { inputTokens, kind: 'opinion' }),
  };
}

/** Each slot's model may be asked about every claim that the other slot's seats can make. */
function estimateExamination(seats: readonly PlannedSeat[], { catalog, dossier }: PlanInput): MicroUsd {
  const { passages, decisions } = dossier.library;
  const claimTokens = CLAIM_TOKENS + (passages.length + decisions.length > 0 ? SOURCES_TOKENS : 0);
  const slots = ['first', 'second'] as const;
  return sum(
    slots.map((slot) => {
      const examiner = seats.find(({ seat }) => seat.slot === slot)?.seat.model;
      if (examiner === undefined) return 0;
      const answers = sum(seats.filter(({ seat }) => seat.slot !== slot).map(({ readings }) => readings.length));
      const batches = Math.ceil((answers * MOST_FINDINGS) / BATCH_SIZE);
      const inputTokens = FRAME_TOKENS + BATCH_SIZE * claimTokens;
      return batches * worstCase(catalog, examiner, { inputTokens, kind: 'examination' });
    }),
  );
}

function estimateChair(answers: number, { chair, catalog, dossier, later }: PlanInput): MicroUsd {
  if (chair === null || answers === 0) return 0;
  const open = later?.entries.filter(({ state }) => state === 'open' || state === 'waived').length ?? 0;
  const findings = answers * MOST_FINDINGS + dossier.evidence.length + open;
  const inputTokens = FRAME_TOKENS + findings * FINDING_TOKENS + answers * OPINION_TOKENS;
  return worstCase(catalog, chair, { inputTokens, kind: 'minutes' });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
