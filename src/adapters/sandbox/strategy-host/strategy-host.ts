import { resolve } from 'node:path';
import type { Change, Growth, Step, SymbolGrowth, WholeSymbol } from '../../../backtest/proofs/growth.ts';
import { barsBetween } from '../../../backtest/proofs/walk.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { GrowingStrategy, StrategyHost, StrategyOrder, WholeOrder } from '../../../ports/growing-strategy.ts';
import { PROTOCOL } from './frame.ts';
import { type Heard, type HostProcess, startHostProcess } from './host-process.ts';
import type { Answer, ChangeWords } from './message.ts';
import { NUMBERS_A_BAR, packBars } from './packing.ts';

/** Bounds on a process with a strategy. */
export interface HostLimits {
  /** Most milliseconds until the strategy is loaded. */
  readonly start: number;
  /** Most milliseconds for one step. */
  readonly step: number;
  /** Most milliseconds for a run with all bars; who orders one ends it earlier by a signal. */
  readonly whole: number;
  /** Most megabytes of its heap. */
  readonly megabytes: number;
}

/** The bounds that hold where nobody names others. */
const HOST_LIMITS: HostLimits = { start: 30_000, step: 30_000, whole: 86_400_000, megabytes: 1_024 };

/** Bars in one message. */
const BARS_AT_ONCE = 65_536;

/** Runs strategies in TypeScript in processes of their own: Node without our environment, over two descriptors. */
export function openStrategyHost(given: Partial<HostLimits> & { readonly program?: URL } = {}): StrategyHost {
  const { program, ...limits } = { ...HOST_LIMITS, ...given };
  const start = async (order: StrategyOrder, signal: AbortSignal | undefined): Promise<Started> => {
    signal?.throwIfAborted();
    const child = startHostProcess({ where: order.strategy, megabytes: limits.megabytes, program, signal });
    const started = new Started(child, order, limits);
    try {
      await started.open();
    } catch (error) {
      await child.end();
      throw error;
    }
    return started;
  };
  return {
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    startGrowing: start,
    runWhole: async (order, whole, signal) => {
      const started = await start(order, signal);
      try {
        return await started.runWhole(whole);
      } finally {
        await started.close();
      }
    },
  };
}

class Started implements GrowingStrategy {
  traits: GrowingStrategy['traits'] = [];
  readonly #child: HostProcess;
  readonly #order: StrategyOrder;
  readonly #limits: HostLimits;
  /** Bars of each symbol that were sent, and those of which rows were told. */
  readonly #sent: number[];
  readonly #told: number[];

  constructor(child: HostProcess, order: StrategyOrder, limits: HostLimits) {
    this.#child = child;
    this.#order = order;
    this.#limits = limits;
    this.#sent = order.symbols.map(() => 0);
    this.#told = order.symbols.map(() => 0);
  }

  async open(): Promise<void> {
    const order = { ...this.#order, strategy: resolve(this.#order.strategy) };
    const { answer } = await this.#child.ask({
      order: { kind: 'open', protocol: PROTOCOL, order },
      limit: this.#limits.start,
      doing: () => 'loading it',
    });
    if (answer.kind !== 'opened') throw this.#unusable(answer);
    if (answer.protocol !== PROTOCOL) throw new AppError('broken', 'the process of a strategy speaks otherwise');
    this.traits = answer.traits;
  }

  async advance(step: Step): Promise<Growth> {
    for (const { symbol, bars } of step.symbols) this.#sent[symbol] = (this.#sent[symbol] ?? 0) + bars.length;
    const heard = step.kind === 'grow' ? await this.#grow(step) : await this.#startAnew(step);
    if (heard.answer.kind === 'threw') return heard.answer;
    if (heard.answer.kind !== 'grown') throw this.#unusable(heard.answer);
    return { kind: 'grown', symbols: this.#readGrown(heard.answer.symbols, heard.numbers) };
  }

  async runWhole({ series, config }: WholeOrder): Promise<readonly WholeSymbol[]> {
    for (const [symbol, bars] of series.entries()) await this.#send(symbol, bars);
    const { answer, numbers } = await this.#child.ask({
      order: { kind: 'whole', config },
      limit: this.#limits.whole,
      doing: () => 'running with all bars',
    });
    if (answer.kind !== 'ran' || answer.symbols.length !== series.length) throw this.#unusable(answer);
    let at = 0;
    return answer.symbols.map(({ columns, ...rest }, symbol) => {
      const length = series[symbol]?.length ?? 0;
      const start = at;
      at += columns.length * length;
      const column = (place: number): Float64Array =>
        numbers.slice(start + place * length, start + (place + 1) * length);
      return { ...rest, columns: new Map(columns.map((name, place) => [name, column(place)])) };
    });
  }

  close(): Promise<void> {
    return this.#child.end();
  }

  #grow({ symbols }: Step): Promise<Heard> {
    const numbers = new Float64Array(symbols.length * NUMBERS_A_BAR);
    for (const [place, { bars }] of symbols.entries()) numbers.set(packBars(bars), place * NUMBERS_A_BAR);
    const words = symbols.map(({ symbol, positions }) => ({ symbol, positions }));
    return this.#child.ask({
      order: { kind: 'grow', symbols: words },
      numbers,
      limit: this.#limits.step,
      doing: () => this.#asked(),
    });
  }

  async #startAnew({ symbols, noise }: Extract<Step, { kind: 'anew' }>): Promise<Heard> {
    for (const { symbol, bars } of symbols) await this.#send(symbol, bars);
    const words = symbols.map(({ symbol, positions }) => ({ symbol, positions }));
    return this.#child.ask({
      order: { kind: 'anew', symbols: words, noise },
      limit: this.#limits.step,
      doing: () => this.#asked(),
    });
  }

  async #send(symbol: number, bars: Step['symbols'][number]['bars']): Promise<void> {
    for (let from = 0; from < bars.length; from += BARS_AT_ONCE) {
      const part = barsBetween(bars, from, Math.min(bars.length, from + BARS_AT_ONCE));
      const order = { kind: 'bars', symbol } as const;
      const numbers = packBars(part);
      const { answer } = await this.#child.ask({
        order,
        numbers,
        limit: this.#limits.step,
        doing: () => 'taking bars in',
      });
      if (answer.kind !== 'noted') throw this.#unusable(answer);
    }
  }

  /** What the process tells of bars that it was not sent, or tells twice, is no answer. */
  #readGrown(symbols: GrownWords, numbers: Float64Array): SymbolGrowth[] {
    let at = 0;
    const read = symbols.map(({ symbol, from, until, columns, asked, changes }) => {
      const isNext = from === this.#told[symbol] && until >= from && until <= (this.#sent[symbol] ?? 0);
      if (!isNext || asked.some(({ bar }) => bar < from || bar >= until)) throw this.#muddled();
      this.#told[symbol] = until;
      const rows = numbers.subarray(at, at + (until - from) * columns.length);
      at += rows.length;
      return { symbol, from, until, columns, rows, asked, changes: changes.map(readChange) };
    });
    if (at !== numbers.length) throw this.#muddled();
    return read;
  }

  #asked(): string {
    const places = this.#order.symbols.map(({ symbol }, index) => `bar ${(this.#sent[index] ?? 0) - 1} of ${symbol}`);
    return `asked about ${places.join(' and ')}`;
  }

  #unusable(answer: Answer): AppError {
    if (answer.kind !== 'refused') return this.#muddled();
    const { kind: _kind, what, ...facts } = answer;
    return new AppError('bad-input', what, { ...facts, where: this.#order.strategy });
  }

  #muddled(): AppError {
    return new AppError('bad-input', 'the process of the strategy answered another question', {
      where: this.#order.strategy,
      advice: 'A strategy must not write to the descriptors of its process.',
    });
  }
}

type GrownWords = Extract<Answer, { kind: 'grown' }>['symbols'];

function readChange(change: ChangeWords): Change {
  if (change.kind === 'decision') return change;
  return { ...change, before: Number(change.before), after: Number(change.after) };
}
