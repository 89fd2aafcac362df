import { RecorderTee } from '../../src/backtest/artefacts/recorder-tee.ts';
import type { Bars } from '../../src/backtest/bars.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../../src/backtest/event.ts';
import { Replay } from '../../src/backtest/replay.ts';
import { RunConfig } from '../../src/backtest/run-config.ts';
import type { Action, CaseConfig, Scenario } from './case-file.ts';

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

/** Keys of a case's configuration that stand in a section of ours. */
const RISK_KEYS = [
  'max_open_positions',
  'max_position',
  'max_exposure',
  'max_orders_per_day',
  'max_daily_loss',
  'max_drawdown',
];

/** The configuration of a case in our words: cases know no sections, and no bound on open positions. */
function configOf({ gap_fill_limit, ...given }: CaseConfig): RunConfig {
  const ours = Object.entries(given).filter(([key]) => !RISK_KEYS.includes(key));
  const risk = Object.entries(given).filter(([key]) => RISK_KEYS.includes(key));
  return RunConfig.parse({
    version: 1,
    market: gap_fill_limit === 'limit' ? 'continuous' : 'sessions',
    ...Object.fromEntries(ours),
    risk: { max_open_positions: null, ...Object.fromEntries(risk) },
  });
}

/** Plays a scenario of the case file: the actions of a bar are carried out after its close. */
export function playScenario(
  scenario: Scenario,
  defaults: CaseConfig,
  openBeside?: (ground: { readonly series: readonly Bars[]; readonly config: RunConfig }) => Recorder,
): Played {
  const told = new Told(Object.keys(scenario.expected.order_status));
  const config = configOf({ ...defaults, ...scenario.config });
  const series = [barsOf(scenario)];
  const beside = openBeside?.({ series, config });
  const recorder = beside === undefined ? told : new RecorderTee([told, beside]);
  const replay = new Replay({ series, config, seed: 1, recorder });
  const returns: unknown[] = [];
  for (let bar = 0; replay.next(); bar += 1) {
    for (const action of scenario.actions) if (action.at === bar) returns.push(carryOut(action, replay, told));
  }
  replay.broker.finish();
  return {
    returns,
    events: told.events.flatMap((event) => told.inWordsOf(event)),
    trades: told.trades.map((trade) => told.tradeInWordsOf(trade)),
    equity: told.equity,
    final_balance: told.balance,
    order_status: Object.fromEntries(told.status),
  };
}

function carryOut({ at, op, ref, order }: Action, { broker }: Replay, told: Told): unknown {
  if (op === 'place') {
    const answer = broker.place(0, order);
    if (answer.success) told.name(answer.order_id, ref);
    else told.refuse(ref);
    return answer.success ? { at, op, ref, success: true } : { at, op, ref, success: false, error: answer.error };
  }
  if (op === 'cancel') {
    const success = broker.cancel(told.orderOf(ref));
    return success ? { at, op, ref, success } : { at, op, ref, success, error: 'ORDER_NOT_FOUND' };
  }
  const answer = broker.close(told.positionOf(ref), '');
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
  readonly #asked: readonly string[];

  /** Takes the names of the orders whose status is asked for. */
  constructor(asked: readonly string[]) {
    this.#asked = asked;
  }

  /** An order that was refused when it was asked for never was one; a case may ask for its status all the same. */
  refuse(ref: string): void {
    if (this.#asked.includes(ref)) this.status.set(ref, 'rejected');
  }

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
