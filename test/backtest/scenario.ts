import type { Bars } from '../../src/backtest/bars.ts';
import type { BacktestEvent, Mark, Trade } from '../../src/backtest/event.ts';
import { Replay } from '../../src/backtest/replay.ts';
import { RunConfig } from '../../src/backtest/run-config.ts';
import type { Action, Scenario } from './case-file.ts';

/** What a scenario came to, in the words of the case file. */
export interface Played {
  readonly returns: readonly unknown[];
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly trades: readonly Readonly<Record<string, unknown>>[];
  readonly equity: readonly number[];
  readonly final_balance: number;
  readonly order_status: Readonly<Record<string, string>>;
}

const MINUTE = 60_000;

function barsOf(scenario: Scenario): Bars {
  const { bars } = scenario;
  return {
    symbol: 'TEST',
    length: bars.length,
    time: Float64Array.from(bars, (_, index) => index * MINUTE),
    open: Float64Array.from(bars, ({ o }) => o),
    high: Float64Array.from(bars, ({ h }) => h),
    low: Float64Array.from(bars, ({ l }) => l),
    close: Float64Array.from(bars, ({ c }) => c),
    volume: new Float64Array(bars.length),
    closes: MINUTE,
  };
}

/** Plays a scenario of the case file: the actions of a bar are carried out after its close. */
export function playScenario(scenario: Scenario, defaults: Scenario['config']): Played {
  const { gap_fill_limit, ...rest } = { ...defaults, ...scenario.config };
  const config = RunConfig.parse({
    version: 1,
    ...rest,
    market: gap_fill_limit === 'limit' ? 'continuous' : 'sessions',
    risk: { max_open_positions: null },
  });
  const record = new Told();
  const replay = new Replay({ series: [barsOf(scenario)], config, seed: 1, recorder: record });
  const returns: unknown[] = [];
  for (let bar = 0; replay.next(); bar += 1) {
    for (const action of scenario.actions) if (action.at === bar) returns.push(carryOut(action, replay, record));
  }
  replay.broker.finish();
  return {
    returns,
    events: record.events.flatMap((event) => record.inWordsOf(event)),
    trades: record.trades.map((trade) => record.tradeInWordsOf(trade)),
    equity: record.equity,
    final_balance: record.balance,
    order_status: Object.fromEntries(record.status),
  };
}

function carryOut(action: Action, { broker }: Replay, record: Told): unknown {
  const { at, op, ref } = action;
  if (op === 'place') {
    const answer = broker.place(0, action.order);
    if (answer.success) record.name(answer.order_id, ref);
    return answer.success ? { at, op, ref, success: true } : { at, op, ref, success: false, error: answer.error };
  }
  if (op === 'cancel') {
    const success = broker.cancel(record.orderOf(ref));
    return success ? { at, op, ref, success } : { at, op, ref, success, error: 'ORDER_NOT_FOUND' };
  }
  const answer = broker.close(record.positionOf(ref), '');
  return answer.success ? { at, op, ref, success: true } : { at, op, ref, success: false, error: answer.error };
}

/** What was told, with the names that the case file gives to orders. */
class Told {
  readonly events: BacktestEvent[] = [];
  readonly trades: Trade[] = [];
  readonly equity: number[] = [];
  readonly status = new Map<string, string>();
  balance = Number.NaN;
  readonly #refs = new Map<string, string>();
  readonly #orders = new Map<string, string>();
  readonly #positions = new Map<string, string>();

  name(order: string, ref: string): void {
    this.#refs.set(order, ref);
    this.#orders.set(ref, order);
    this.status.set(ref, 'pending');
  }

  orderOf(ref: string): string {
    return this.#orders.get(ref) ?? 'o0';
  }

  positionOf(ref: string): string {
    return this.#positions.get(ref) ?? 'p0';
  }

  event(event: BacktestEvent): void {
    this.events.push(event);
    if (!('order_id' in event) || event.order_id === null) return;
    const ref = this.#refs.get(event.order_id);
    if (ref === undefined) return;
    if (event.type === 'position_opened') {
      this.#refs.set(event.position_id, ref);
      this.#positions.set(ref, event.position_id);
      this.status.set(ref, 'filled');
    }
    if (event.type === 'order_cancelled') this.status.set(ref, 'cancelled');
    if (event.type === 'order_rejected') this.status.set(ref, 'rejected');
  }

  trade(trade: Trade): void {
    this.trades.push(trade);
  }

  mark({ equity, balance }: Readonly<Mark>): void {
    this.equity.push(equity);
    this.balance = balance;
  }

  /** The case file tells what the market did, and not what was asked for. */
  inWordsOf(event: BacktestEvent): Readonly<Record<string, unknown>>[] {
    if (event.type === 'position_opened') {
      const { type, bar, price, fee } = event;
      return [{ type, bar, ref: this.#refs.get(event.order_id), price, fee }];
    }
    if (event.type === 'sl_hit' || event.type === 'tp_hit') {
      const { type, bar, price } = event;
      return [{ type, bar, ref: this.#refs.get(event.position_id), price }];
    }
    if (event.type === 'position_closed') {
      const { type, bar, price, fee, reason, pnl_net } = event;
      return [{ type, bar, ref: this.#refs.get(event.position_id), price, fee, reason, pnl_net }];
    }
    if (event.type !== 'order_cancelled' && event.type !== 'order_rejected') return [];
    const { type, bar, reason, order_id } = event;
    return order_id === null || reason === 'REQUESTED' ? [] : [{ type, bar, ref: this.#refs.get(order_id), reason }];
  }

  tradeInWordsOf(trade: Trade): Readonly<Record<string, unknown>> {
    const { action, volume, entry_bar, entry_price, exit_bar, exit_price, reason, gross, pnl_net } = trade;
    const ref = this.#refs.get(trade.order_id);
    const fees = trade.entry_fee + trade.exit_fee;
    return { ref, side: action, volume, entry_bar, entry_price, exit_bar, exit_price, reason, gross, fees, pnl_net };
  }
}
