import type { Mark, Recorder } from '../event.ts';
import type { RunConfig } from '../run-config.ts';
import type { LimitRules } from './fill.ts';
import type { Market } from './holding.ts';
import { instrumentOf } from './instrument.ts';
import { type KillSwitch, openKillSwitch } from './kill-switch.ts';

/** What a broker is opened with. */
export interface BrokerOptions {
  /** In the order in which phases go over them. */
  readonly symbols: readonly string[];
  readonly config: RunConfig;
  readonly seed: number;
  readonly recorder: Recorder;
}

/** Where a broker stands between two requests. */
export interface BrokerState {
  readonly config: RunConfig;
  readonly seed: number;
  readonly recorder: Recorder;
  readonly markets: readonly Market[];
  readonly limits: LimitRules;
  /** Null where the run has no limits to a loss. */
  readonly killSwitch: KillSwitch | null;
  readonly mark: Mark;
  /** Whether the mark has not been told yet: the end of the data may still change it. */
  isMarked: boolean;
  balance: number;
  /** Orders accepted, and positions opened, so far. */
  orders: number;
  positions: number;
  /** The last close time of this UTC day, and the entries that filled on it. */
  dayEnd: number;
  filledToday: number;
}

export function openState({ symbols, config, seed, recorder }: BrokerOptions): BrokerState {
  const balance = config.initial_cash;
  return {
    config,
    seed,
    recorder,
    markets: symbols.map((symbol) => ({
      instrument: instrumentOf(symbol, config),
      quote: { bar: -1, openTime: 0, closeTime: 0, open: 0, high: 0, low: 0, close: 0, isThere: false },
      pending: [],
      holdings: [],
    })),
    limits: { givesOpen: config.market === 'sessions', fillsOnTouch: config.limit_fill === 'touch' },
    killSwitch: openKillSwitch(balance, config.risk),
    mark: { time: 0, balance, unrealised: 0, equity: balance, used_margin: 0, exposure: 0, open_positions: 0 },
    isMarked: false,
    balance,
    orders: 0,
    positions: 0,
    dayEnd: -Infinity,
    filledToday: 0,
  };
}

/** A state of its own that stands where another one does; what happens to either is nothing to the other. */
export function forkState(state: BrokerState, recorder: Recorder): BrokerState {
  return {
    ...state,
    recorder,
    markets: state.markets.map(forkMarket),
    killSwitch: state.killSwitch?.fork() ?? null,
    mark: { ...state.mark },
  };
}

function forkMarket({ instrument, quote, pending, holdings }: Market): Market {
  const market: Market = { instrument, quote: { ...quote }, pending: [], holdings: [] };
  // One by one, since a call takes only so many arguments.
  for (const waiting of pending) market.pending.push({ ...waiting, market });
  for (const holding of holdings) market.holdings.push({ ...holding, market });
  return market;
}
