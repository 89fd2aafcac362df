import { AppError } from '../../kernel/app-error.ts';
import type { Account, Bar, BaseAdapter, CloseAnswer, PlaceAnswer, Position } from '../adapter.ts';
import { SimBroker } from '../broker/sim-broker.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../event.ts';
import { type OrderRequest, orderId } from '../order.ts';
import type { RunConfig } from '../run-config.ts';
import { mustBeBar } from './bar-check.ts';
import { LateRequests } from './late-requests.ts';

/** What an adapter is opened with; figures and files are made by who gives them. */
export interface SimBrokerAdapterOptions {
  /** In the order in which positions are listed. */
  readonly symbols: readonly string[];
  readonly config: RunConfig;
  readonly seed: number;
  /** Who else writes down what happens, such as the book from which the report is made. */
  readonly recorder: Recorder;
  /** The figures of what was recorded. */
  readonly report: () => unknown;
  /** The artefacts of what was recorded: their texts by file name. */
  readonly artefacts: () => Readonly<Record<string, string>>;
  /** Writes one artefact into a folder; returns its path. */
  readonly save: (outDir: string, name: string, text: string) => string;
}

/**
 * The simulated broker for a loop that somebody wrote by hand. It cannot know whether the loop has looked at the bar that
 * it steps through next; so what is asked for before a bar acts on the bar after it.
 */
export class SimBrokerAdapter implements BaseAdapter {
  readonly #options: SimBrokerAdapterOptions;
  readonly #broker: SimBroker;
  readonly #requests = new LateRequests();
  readonly #lastBars: (Bar | null)[];
  #lastClose = -Infinity;
  #events: BacktestEvent[] = [];
  #isFinished = false;

  constructor(options: SimBrokerAdapterOptions) {
    const { symbols, config, seed, recorder } = options;
    this.#options = options;
    this.#lastBars = symbols.map(() => null);
    const tee: Recorder = {
      event: (event) => {
        this.#events.push(event);
        recorder.event(event);
      },
      trade: (trade: Trade) => recorder.trade(trade),
      mark: (mark: Readonly<Mark>) => recorder.mark(mark),
    };
    this.#broker = new SimBroker({ symbols, config, seed, recorder: tee });
  }

  /** Refuses at once what the order itself has wrong; what market and account have against it, events tell. */
  place_order(request: OrderRequest): PlaceAnswer {
    this.#mustRun();
    const symbolIndex = this.#symbolIndexOf(request);
    if (symbolIndex === -1) return refused('UNKNOWN_SYMBOL', 'symbol');
    // A copy: a loop may change what it gave.
    const kept: unknown = typeof request === 'object' && request !== null ? { ...request } : request;
    const number = this.#broker.reserve(symbolIndex, kept);
    if (number === null) return this.#broker.place(symbolIndex, kept);
    this.#requests.add({ kind: 'place', symbolIndex, request: kept, number });
    return { success: true, order_id: orderId(number), position_id: '', fill_price: null };
  }

  /** Whether the order is pending as far as the loop can know; it still fills on the next bar when that bar reaches it. */
  cancel_order(orderName: string): boolean {
    this.#mustRun();
    const isCancelled = this.#requests.find((one) => one.kind === 'cancel' && one.orderName === orderName);
    if (isCancelled !== undefined) return false;
    const placed = this.#requests.find((one) => one.kind === 'place' && orderId(one.number) === orderName);
    const symbolIndex = placed?.symbolIndex ?? this.#broker.symbolOfOrder(orderName);
    if (symbolIndex === -1) return false;
    this.#requests.add({ kind: 'cancel', symbolIndex, orderName });
    return true;
  }

  close_position(positionName: string, price: number | null = null): CloseAnswer {
    this.#mustRun();
    const answer = { order_id: '', position_id: positionName, fill_price: null } as const;
    if (price !== null) return { success: false, ...answer, error: 'PRICE_NOT_SUPPORTED' };
    const symbolIndex = this.#broker.symbolOfPosition(positionName);
    if (symbolIndex === -1) return this.#broker.close(positionName, '');
    this.#requests.add({ kind: 'close', symbolIndex, positionName });
    return { success: true, ...answer };
  }

  /** Requests that wait for a bar. */
  get waiting(): number {
    return this.#requests.size;
  }

  step_bar(bar: Bar): readonly BacktestEvent[] {
    this.#mustRun();
    const symbolIndex = this.#symbolIndexOf(bar);
    if (symbolIndex === -1) throw unknownSymbol(bar.symbol, this.#options.symbols);
    mustBeBar(bar, { last: this.#lastBars[symbolIndex] ?? null, lastClose: this.#lastClose });
    this.#show(bar, symbolIndex);
    this.#broker.step(bar.close_time);
    this.#requests.handOver(symbolIndex, this.#broker);
    return this.#takeEvents();
  }

  get_positions(): readonly Position[] {
    return this.#options.symbols.flatMap((_, index) => this.#broker.positions(index));
  }

  get_account(): Account {
    return this.#broker.account();
  }

  /** Ends the run, as the end of the data does, and returns its figures. */
  generate_report(): unknown {
    this.#finish();
    return this.#options.report();
  }

  save_report(outDir: string): Readonly<Record<string, string>> {
    this.#finish();
    const { artefacts, save } = this.#options;
    return Object.fromEntries(Object.entries(artefacts()).map(([name, text]) => [name, save(outDir, name, text)]));
  }

  /** The place of the symbol that is meant: the one that is named, or the only one; -1 where that says nothing. */
  #symbolIndexOf(given: { readonly symbol?: string | null } | null | undefined): number {
    const { symbols } = this.#options;
    const symbol = given?.symbol ?? (symbols.length === 1 ? symbols[0] : undefined);
    return symbol === undefined ? -1 : symbols.indexOf(symbol);
  }

  #show(bar: Bar, symbolIndex: number): void {
    for (const index of this.#options.symbols.keys()) this.#broker.quote(index).isThere = index === symbolIndex;
    const quote = this.#broker.quote(symbolIndex);
    quote.bar += 1;
    quote.openTime = bar.time;
    quote.closeTime = bar.close_time;
    quote.open = bar.open;
    quote.high = bar.high;
    quote.low = bar.low;
    quote.close = bar.close;
    this.#lastBars[symbolIndex] = { ...bar };
    this.#lastClose = bar.close_time;
  }

  #takeEvents(): readonly BacktestEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Orders that no bar followed are told and cancelled, as those of a strategy after the last close are. */
  #finish(): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    for (const [index, bar] of this.#lastBars.entries()) if (bar !== null) this.#requests.handOver(index, this.#broker);
    this.#broker.finish();
  }

  #mustRun(): void {
    if (!this.#isFinished) return;
    throw new AppError('bad-input', 'the run has ended: its report was made', {
      where: 'adapter',
      expected: 'generate_report and save_report after the last bar',
    });
  }
}

function refused(error: 'UNKNOWN_SYMBOL', field: string): PlaceAnswer {
  return { success: false, order_id: '', position_id: '', fill_price: null, error, field };
}

function unknownSymbol(symbol: string | undefined, symbols: readonly string[]): AppError {
  return new AppError('bad-input', `step_bar was given a bar of ${symbol ?? 'no symbol'}`, {
    where: 'step_bar',
    expected: `one of ${symbols.join(', ')}`,
  });
}
