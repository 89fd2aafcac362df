import type { SignalName } from '../../kernel/signal-name.ts';
import { rounded } from '../figure-words.ts';
import type { Reading } from '../reading.ts';
import type { Thresholds } from '../thresholds.ts';
import { type Truth, truthOf } from '../truth.ts';
import type { StateFacts } from './facts.ts';
import type { State } from './state.ts';

/** The rules of the global state, worst first. */
export const RULE_IDS = [
  'R1_POD_DOWN',
  'R2_PVC',
  'R3_OOM_LOOP',
  'O1_SUCCESS_LT_70',
  'O2_PASS_ZERO_X3',
  'O3_CORE_STALE_14',
  'O4_NO_CANDIDATE_3D',
  'O5_CPU_SATURATED',
  'Y1_SUCCESS_70_90',
  'Y2_SORTINO_NEG_RECURRENT',
  'Y3_NONCORE_STALE_7',
  'Y4_CORE_STALE_7',
  'Y5_OOM_1_2',
  'Y5_CPU_70_90',
  'Y6_LATENCY',
  'Y7_NO_RECENT_USEFUL_RUN',
  'Y8_CHALLENGERS',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** One line of the table of states: when it is true, the house is at least so bad. */
export interface Rule {
  readonly id: RuleId;
  readonly state: State;
  /** `manual §0, §2`. */
  readonly origin: string;
  readonly signals: readonly SignalName[];
  judge(facts: StateFacts, lines: RuleLines): Judgement;
}

/** What facts are held against. */
export interface RuleLines {
  readonly thresholds: Thresholds;
  readonly coreGroups: readonly string[];
}

/** What a rule says of the facts, in words that a person can check. */
export interface Judgement {
  readonly truth: Truth;
  readonly found: string;
  readonly limit: string;
  /** ISO 8601 of the oldest figure that was read; null where the figures have none. */
  readonly sampledAt: string | null;
}

/** A line, and when a figure is beyond it. */
export interface Limit {
  holds(value: number): boolean;
  readonly words: string;
}

/** Holds one figure against a line; an unknown figure is told in its own words. */
export function judgeFigure(reading: Reading, limit: Limit, tell: (value: number) => string): Judgement {
  return {
    truth: truthOfFigure(reading, limit),
    found: reading.known ? tell(reading.value) : reading.words,
    limit: limit.words,
    sampledAt: oldestSample([reading]),
  };
}

/** Whether a figure is beyond a line; compared without the noise of binary fractions. */
export function truthOfFigure(reading: Reading, limit: Limit): Truth {
  return truthOf(reading.known ? limit.holds(rounded(reading.value)) : null);
}

/** The moment of the oldest reading that has one; moments are ISO 8601 in UTC and may differ in their fractions. */
export function oldestSample(readings: readonly Reading<unknown>[]): string | null {
  const moments = readings.flatMap((reading) =>
    reading.known && reading.sampledAt !== null ? [reading.sampledAt] : [],
  );
  return moments.toSorted((left, right) => Date.parse(left) - Date.parse(right))[0] ?? null;
}
