import { z } from 'zod';
import type { RunConfig } from '../run-config.ts';
import { CHECK_IDS, type CheckId } from './check.ts';

/** Something that a rule forbids and that was seen all the same. */
export const Violation = z.strictObject({
  check: z.enum(CHECK_IDS),
  text: z.string().describe('What was seen and what the rule asks for, with both figures.'),
});
export type Violation = z.infer<typeof Violation>;

const Count = z.int().min(0);
const Counts = z.record(z.string(), Count);

/** What an invariant book saw of one run. */
export const RunEvidence = z.strictObject({
  marks: Count,
  /** Closes that the data has. */
  closes: Count,
  events: Count,
  trades: Count,
  orders: Count,
  entries: Count,
  exits: Count,
  still_open: Count,
  /** The earliest entry: its symbol's place and its bar; null when nothing was entered. */
  first_entry: z.strictObject({ symbol: Count, bar: Count }).nullable(),
  fees: z.strictObject({
    taker_fills: Count,
    maker_fills: Count,
    /** Fills that cost nothing, by symbol. */
    free: Counts,
    paid: z.number(),
    largest_difference: z.number(),
  }),
  slippage: z.strictObject({
    /** Fills that slip, and those of them at which slippage is 0, by symbol. */
    fills: Count,
    free: Counts,
    resting: Count,
    cost: z.number(),
    largest_difference: z.number(),
  }),
  sizing: z.strictObject({
    by_volume: Count,
    by_risk: Count,
    by_equity: Count,
    partial: Count,
    on_lot: Count,
    floored: Count,
  }),
  limits: z.strictObject({
    refused: Counts,
    liquidations: Count,
    largest_position: z.number(),
    largest_exposure: z.number(),
    most_on_a_day: Count,
  }),
  kill_switch: z.strictObject({
    triggered: Count,
    lifted: Count,
    flattened: Count,
    refused: Count,
  }),
  faults: z.strictObject({ rejected: Count, delayed: Count, partial: Count, vanished: Count }),
  money: z.strictObject({ turnover: z.number(), largest_difference: z.number() }),
  violations: z.array(Violation),
  /** By check, those included that are not listed. */
  violation_counts: Counts,
});
export type RunEvidence = z.infer<typeof RunEvidence>;

/** What a drill came to. */
export const Drill = z.strictObject({
  id: z.string(),
  check: z.enum(CHECK_IDS),
  outcome: z.enum(['held', 'broken', 'nothing_to_bite_on']),
  evidence: z.array(z.string()).min(1),
});
export type Drill = z.infer<typeof Drill>;

/** Short replays of the strategy under changed configurations. */
export const DrillEvidence = z.strictObject({
  /** Where they were made, in one sentence. */
  window: z.string(),
  drills: z.array(Drill),
});
export type DrillEvidence = z.infer<typeof DrillEvidence>;

/** What the proof of look-ahead came to. */
const LeakProof = z.strictObject({
  answer: z.enum(['clean', 'leak', 'not_proven']),
  decisions: Count.describe('Decisions that were compared.'),
  evidence: z.array(z.string()).describe('What was compared, or what differs; one sentence each.'),
});
export type LeakProof = z.infer<typeof LeakProof>;

/** Runs of the same in other surroundings, and whether their bytes are equal. */
export const Repetition = z.strictObject({
  runs: Count,
  /** The names of the artefacts that were compared. */
  artefacts: z.array(z.string()),
  /** The time zone of each process. */
  zones: z.array(z.string()),
  identical: z.boolean(),
  /** The first difference in words; null when there is none. */
  difference: z.string().nullable(),
});
export type Repetition = z.infer<typeof Repetition>;

/** The whole frame given at once, against bars given one by one. */
const ParityProof = z.strictObject({
  closes: Count,
  decisions: Count.describe('Closes after which either asked for something.'),
  identical: z.boolean(),
  difference: z.string().nullable(),
});
export type ParityProof = z.infer<typeof ParityProof>;

/** What is known of the times of one file. */
const DataFacts = z.strictObject({
  symbol: z.string(),
  /** The zone of the times, and who says so; null when nobody does. */
  zone: z.string().nullable(),
  zone_source: z.enum(['file', 'config']).nullable(),
  timestamps: z.enum(['open', 'close']),
});
export type DataFacts = z.infer<typeof DataFacts>;

/** Everything that checks are judged by; what is null was not looked at. */
export const CheckEvidence = z.strictObject({
  run: RunEvidence.nullable(),
  drills: DrillEvidence.nullable(),
  /** The limits that the run itself was held by. */
  limits: z.strictObject({
    max_position: z.number().nullable(),
    max_exposure: z.number().nullable(),
    max_orders_per_day: z.number().nullable(),
    max_daily_loss: z.number().nullable(),
    max_drawdown: z.number().nullable(),
  }),
  data: z.array(DataFacts).nullable(),
  leak: LeakProof.nullable(),
  determinism: Repetition.nullable(),
  parity: ParityProof.nullable(),
});
export type CheckEvidence = z.infer<typeof CheckEvidence>;

/** What a run and its drills show; the proofs that are made outside of it are still to be added. */
export function evidenceOfRun(
  { risk }: RunConfig,
  run: RunEvidence | null,
  drills: DrillEvidence | null,
): CheckEvidence {
  const { max_position, max_exposure, max_orders_per_day, max_daily_loss, max_drawdown } = risk;
  const limits = { max_position, max_exposure, max_orders_per_day, max_daily_loss, max_drawdown };
  return { run, drills, limits, data: null, leak: null, determinism: null, parity: null };
}

/** Collects violations: all are counted, the first few of each check are told. */
export class Violations {
  readonly told: Violation[] = [];
  readonly counts: Record<string, number> = {};

  add(check: CheckId, text: string): void {
    const count = (this.counts[check] ?? 0) + 1;
    this.counts[check] = count;
    if (count <= MOST_TOLD) this.told.push({ check, text });
  }
}

/** Violations that are told of one check. */
const MOST_TOLD = 5;
