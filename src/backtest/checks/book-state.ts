import type { Bars } from '../bars.ts';
import type { BacktestEvent } from '../event.ts';
import type { RunConfig } from '../run-config.ts';
import { type RunEvidence, Violations } from './evidence.ts';
import { Timeline } from './timeline.ts';
import { type TradingTerms, tradingTermsOf } from './trading-terms.ts';

/** One kind of event. */
export type EventOf<T extends BacktestEvent['type']> = Extract<BacktestEvent, { type: T }>;

/** An order that was accepted, as its event told it. */
export interface SeenOrder {
  readonly told: EventOf<'order_placed'>;
  readonly place: number;
  readonly direction: 1 | -1;
  /** The first bar on which it may fill; a delay makes it later. */
  firstBar: number;
}

/** Why a position has to be gone by the open of a bar. */
export interface Summons {
  readonly bar: number;
  readonly by: 'request' | 'kill_switch' | 'liquidation';
}

/** A position that is open, as its event told it. */
export interface Held {
  readonly told: EventOf<'position_opened'>;
  readonly order: SeenOrder;
  readonly place: number;
  readonly direction: 1 | -1;
  /** Whether it was filled after the open of its first bar (R10). */
  readonly isInside: boolean;
  /** What slippage took at the entry, by the rules. */
  readonly slippageCost: number;
  summons: Summons | null;
}

/** Counts of one run while they are still being made. */
export type Tally = { -readonly [Key in keyof RunEvidence]: RunEvidence[Key] };

/** Where an invariant book stands between two things that it is told. */
export interface BookState {
  readonly config: RunConfig;
  readonly series: readonly Bars[];
  readonly timeline: Timeline;
  readonly terms: readonly TradingTerms[];
  readonly places: ReadonlyMap<string, number>;
  readonly violations: Violations;
  readonly tally: Tally;
  readonly pending: Map<string, SeenOrder>;
  readonly held: Map<string, Held>;
  /** Pending market orders, which may not outlast their bar. */
  readonly market: Set<SeenOrder>;
  balance: number;
  /** Where the last fill of this step stood: its phase, symbol and number. */
  lastFill: readonly [phase: number, place: number, number: number];
  highestOrder: number;
  highestPosition: number;
  /** The UTC day of the last entry, and the entries on it. */
  day: number;
  filledToday: number;
  /** An entry whose size is judged once it is known whether all of it was filled. */
  unsized: { readonly held: Held; readonly equity: number } | null;
  /** A position that was closed, and whose trade has not been told. */
  unwritten: { readonly held: Held; readonly closed: EventOf<'position_closed'>; readonly slippageCost: number } | null;
  /** Whether the end of the data closed something in this step. */
  isEnding: boolean;
}

/** What a book is made with: what the run was made with. */
export interface BookOptions {
  readonly series: readonly Bars[];
  readonly config: RunConfig;
}

export function openBook({ series, config }: BookOptions): BookState {
  return {
    config,
    series,
    timeline: new Timeline(series),
    terms: series.map(({ symbol }) => tradingTermsOf(symbol, config)),
    places: new Map(series.map(({ symbol }, place) => [symbol, place])),
    violations: new Violations(),
    tally: openTally(),
    pending: new Map(),
    held: new Map(),
    market: new Set(),
    balance: config.initial_cash,
    lastFill: NOT_YET,
    highestOrder: 0,
    highestPosition: 0,
    day: Number.NaN,
    filledToday: 0,
    unsized: null,
    unwritten: null,
    isEnding: false,
  };
}

/** Before the first fill of a step. */
export const NOT_YET: BookState['lastFill'] = [-1, -1, -1];

/** The number in a name such as `o12` or `p7`; NaN in any other. */
export function numberOf(name: string): number {
  return /^[op][1-9]\d*$/.test(name) ? Number(name.slice(1)) : Number.NaN;
}

function openTally(): Tally {
  return {
    marks: 0,
    closes: 0,
    events: 0,
    trades: 0,
    orders: 0,
    entries: 0,
    exits: 0,
    still_open: 0,
    first_entry: null,
    fees: { taker_fills: 0, maker_fills: 0, free: {}, paid: 0, largest_difference: 0 },
    slippage: { fills: 0, free: {}, resting: 0, cost: 0, largest_difference: 0 },
    sizing: { by_volume: 0, by_risk: 0, by_equity: 0, partial: 0, on_lot: 0, floored: 0 },
    limits: { refused: {}, liquidations: 0, largest_position: 0, largest_exposure: 0, most_on_a_day: 0 },
    kill_switch: { triggered: 0, lifted: 0, flattened: 0, refused: 0 },
    faults: { rejected: 0, delayed: 0, partial: 0, vanished: 0 },
    money: { turnover: 0, largest_difference: 0 },
    violations: [],
    violation_counts: {},
  };
}
