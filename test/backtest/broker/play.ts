import type { Bars } from '../../../src/backtest/bars.ts';
import type { SimBroker } from '../../../src/backtest/broker/sim-broker.ts';
import type { BacktestEvent, Mark, Trade } from '../../../src/backtest/event.ts';
import { Replay } from '../../../src/backtest/replay.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';

/** Open, high, low, close. */
export type Ohlc = readonly [number, number, number, number];

/** A bar whose prices are all the same. */
export const flat = (price: number): Ohlc => [price, price, price, price];

const MINUTE = 60_000;

/** Bars of one minute from a time on, one after another; a bar that is null is missing. */
export function barsOf(symbol: string, prices: readonly (Ohlc | null)[], { start = 0, length = MINUTE } = {}): Bars {
  const there = prices.flatMap((bar, index) => (bar === null ? [] : [{ bar, time: start + index * length }]));
  const column = (place: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(there, ({ bar }) => bar[place]);
  return {
    symbol,
    length: there.length,
    time: Float64Array.from(there, ({ time }) => time),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(there.length),
    closes: length,
  };
}

/** What happened in a play. */
export interface Played {
  readonly events: readonly BacktestEvent[];
  readonly trades: readonly Trade[];
  readonly marks: readonly Readonly<Mark>[];
}

/** What is asked of the broker after a close, by the number of closes before it. */
export type Script = Readonly<Record<number, (broker: SimBroker) => void>>;

type GivenConfig = Readonly<Record<string, unknown>>;

/** Replays bars and carries out a script; risk rules are off and the end is left open unless the configuration says so. */
export function play(series: readonly Bars[], script: Script, config: GivenConfig = {}, seed = 1): Played {
  const events: BacktestEvent[] = [];
  const trades: Trade[] = [];
  const marks: Mark[] = [];
  const recorder = {
    event: (event: BacktestEvent) => events.push(event),
    trade: (trade: Trade) => trades.push(trade),
    mark: (mark: Readonly<Mark>) => marks.push({ ...mark }),
  };
  const risk = { max_open_positions: null };
  const given = RunConfig.parse({ version: 1, market: 'sessions', finalize: 'none', risk, ...config });
  const replay = new Replay({ series, config: given, seed, recorder });
  for (let close = 0; replay.next(); close += 1) script[close]?.(replay.broker);
  replay.broker.finish();
  return { events, trades, marks };
}

/** One symbol, with orders by the bar after whose close they are asked for. */
export function playOrders(
  prices: readonly Ohlc[],
  orders: Readonly<Record<number, readonly Readonly<Record<string, unknown>>[]>>,
  config: GivenConfig = {},
): Played {
  const script = Object.fromEntries(
    Object.entries(orders).map(([bar, requests]) => [
      bar,
      (broker: SimBroker) => {
        for (const request of requests) broker.place(0, request);
      },
    ]),
  );
  return play([barsOf('X', prices)], script, config);
}

/** The trades in one line each: `BUY 1: 100 on 1 > 95 on 2, sl, -5`. */
export function tradeLines({ trades }: Pick<Played, 'trades'>): readonly string[] {
  return trades.map(
    ({ action, volume, entry_price, entry_bar, exit_price, exit_bar, reason, pnl_net }) =>
      `${action} ${round(volume)}: ${round(entry_price)} on ${entry_bar} > ${round(exit_price)} on ${exit_bar}, ${reason}, ${round(pnl_net)}`,
  );
}

/** The events of minute bars in one line each, without what was asked for: `2 open position_closed p1 95`. */
export function eventLines({ events }: Pick<Played, 'events'>): readonly string[] {
  return events.filter(({ type }) => type !== 'order_placed').map(lineOf);
}

function lineOf(event: BacktestEvent): string {
  if (!('symbol' in event)) return `${event.time / MINUTE}m ${event.type} ${event.reason} ${round(event.equity)}`;
  const when = event.time === event.bar * MINUTE ? 'open' : 'close';
  const id = 'position_id' in event ? event.position_id : event.order_id;
  const what = 'price' in event && event.price !== null ? round(event.price) : 'reason' in event ? event.reason : '';
  return `${event.bar} ${when} ${event.type} ${id ?? '-'} ${what}`.trim();
}

/** Decimals that a reader works with; what binary fractions put beside them is not told. */
export function round(value: number): number {
  return Number(value.toFixed(9)) + 0;
}
