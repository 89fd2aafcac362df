import type { Bars } from '../../../backtest/bars.ts';
import type { Growth, Step, SymbolGrowth, SymbolStep, WholeSymbol } from '../../../backtest/proofs/growth.ts';
import { barsBetween } from '../../../backtest/proofs/walk.ts';
import type { StrategyRuntime } from '../../../ports/backtest-engine.ts';
import type { GrowingStrategy, StrategyOrder, WholeOrder } from '../../../ports/growing-strategy.ts';
import { Grown, MOST_COLUMNS, Noted, Opened, readChange, readerOf } from './answers.ts';
import type { Conversation } from './conversation.ts';
import { DecisionReader } from './decision-reader.ts';
import type { HostLimits } from './host-limits.ts';
import { Garbage, type Message } from './incoming.ts';
import { NUMBERS_A_BAR, packBars } from './packing.ts';
import { MOST_FLOATS } from './protocol.ts';
import { runPython, runTypeScript, type WholeRun } from './whole-runs.ts';

/** A step on its way. */
interface GrowWords {
  readonly kind: 'grow' | 'anew';
  readonly symbols: readonly Omit<SymbolStep, 'bars'>[];
  readonly noise?: object | null;
  readonly [field: string]: unknown;
}

/** Bars in one message. */
const BARS_AT_ONCE = 65_536;

/** A process in which a strategy lies, as the rest of this program sees it. */
export class StrategyProcess implements GrowingStrategy {
  traits: GrowingStrategy['traits'] = [];
  runtime: StrategyRuntime = { language: 'typescript', version: '', packages: {} };
  readonly #talk: Conversation;
  readonly #order: StrategyOrder;
  readonly #limits: HostLimits;
  readonly #reader: DecisionReader;
  /** Bars of each symbol that were sent, and those of which rows were told. */
  readonly #sent: number[];
  readonly #told: number[];

  constructor(talk: Conversation, order: StrategyOrder, limits: HostLimits) {
    this.#talk = talk;
    this.#order = order;
    this.#limits = limits;
    this.#reader = new DecisionReader(order);
    this.#sent = order.symbols.map(() => 0);
    this.#told = order.symbols.map(() => 0);
  }

  /** Has the strategy loaded from where it lies for its process, and one made for each symbol. */
  async open(strategy: string): Promise<void> {
    const { params, seed, symbols, strategy: where } = this.#order;
    const read = readerOf(Opened, where);
    const opened = await this.#talk.ask({
      order: { kind: 'open', strategy, params, seed, symbols },
      limit: this.#limits.start,
      doing: () => 'loading it',
      read: (message) => {
        const answer = read(message);
        if (answer.traits.length !== symbols.length) throw new Garbage(message.line);
        return answer;
      },
    });
    this.traits = opened.traits;
    this.runtime = opened.runtime;
  }

  async advance(step: Step): Promise<Growth> {
    for (const { symbol, bars } of step.symbols) this.#sent[symbol] = (this.#sent[symbol] ?? 0) + bars.length;
    return step.kind === 'grow' ? await this.#grow(step) : await this.#startAnew(step);
  }

  async runWhole(whole: WholeOrder, onProgress?: (closes: number) => void): Promise<readonly WholeSymbol[]> {
    for (const [symbol, bars] of whole.series.entries()) await this.#send({ kind: 'bars', symbol }, bars);
    const run: WholeRun = {
      talk: this.#talk,
      order: this.#order,
      limits: this.#limits,
      reader: this.#reader,
      traits: this.traits,
      whole,
      onProgress,
    };
    return this.runtime.language === 'python' ? await runPython(run) : await runTypeScript(run);
  }

  close(): Promise<void> {
    return this.#talk.end();
  }

  async #grow({ symbols }: Step): Promise<Growth> {
    const floats = new Float64Array(symbols.length * NUMBERS_A_BAR);
    for (const [place, { bars }] of symbols.entries()) floats.set(packBars(bars), place * NUMBERS_A_BAR);
    const words = symbols.map(({ symbol, positions }) => ({ symbol, positions }));
    return await this.#askToGrow({ kind: 'grow', symbols: words }, floats);
  }

  async #startAnew({ symbols, noise }: Extract<Step, { kind: 'anew' }>): Promise<Growth> {
    for (const { symbol, bars } of symbols) await this.#send({ kind: 'bars', symbol }, bars);
    for (const [symbol, bars] of noise?.entries() ?? [])
      if (bars !== null) await this.#sendPart({ kind: 'bars', symbol, noise: true }, bars);
    const words = symbols.map(({ symbol, positions }) => ({ symbol, positions }));
    return await this.#askToGrow({ kind: 'anew', symbols: words, noise: noise === null ? null : {} });
  }

  #askToGrow(order: GrowWords, floats?: Float64Array) {
    const untold = this.#sent.reduce((sum, sent, symbol) => sum + sent - (this.#told[symbol] ?? 0), 0);
    return this.#talk.ask({
      order,
      ...(floats === undefined ? {} : { floats }),
      limit: this.#limits.step,
      mostFloats: Math.min(MOST_FLOATS, untold * MOST_COLUMNS),
      doing: () => this.#asked(),
      read: (message) => this.#readGrowth(message, order),
    });
  }

  async #send(order: { readonly kind: 'bars'; readonly symbol: number }, bars: Bars): Promise<void> {
    for (let from = 0; from < bars.length; from += BARS_AT_ONCE)
      await this.#sendPart(order, barsBetween(bars, from, Math.min(bars.length, from + BARS_AT_ONCE)));
  }

  async #sendPart(order: { readonly kind: 'bars'; readonly symbol: number; readonly noise?: true }, bars: Bars) {
    await this.#talk.ask({
      order,
      floats: packBars(bars),
      limit: this.#limits.step,
      doing: () => 'taking bars in',
      read: readerOf(Noted, this.#order.strategy),
    });
  }

  /**
   * What the process tells of bars that it was not sent, or tells twice, is no answer. Bar by bar it decides about the
   * newest one only: with what it says later of an earlier one it could know what came behind.
   */
  #readGrowth(message: Message, { kind, symbols: words }: GrowWords): Growth {
    const { line, floats } = message;
    const answer = readerOf(Grown, this.#order.strategy)(message);
    if (answer.kind === 'threw') {
      if (answer.symbol >= this.#sent.length) throw new Garbage(line);
      return answer;
    }
    const told = answer.symbols.map(({ symbol }) => symbol);
    const due = kind === 'grow' ? words.map(({ symbol }) => symbol) : [...this.#sent.keys()];
    if (told.join() !== due.join()) throw new Garbage(line);
    let at = 0;
    const symbols = answer.symbols.map(({ decisions, changes, ...told }): SymbolGrowth => {
      const { symbol, from, until, columns } = told;
      const isNext = from === this.#told[symbol] && until === this.#due(symbol);
      if (!isNext || changes.some(({ bar }) => bar >= from)) throw new Garbage(line);
      this.#told[symbol] = until;
      const rows = floats.subarray(at, at + (until - from) * columns.length);
      at += (until - from) * columns.length;
      const first = kind === 'grow' ? Math.max(from, until - 1) : from;
      const asked = this.#reader.readAll(decisions, { symbol, from: first, until, line });
      return { ...told, rows, asked, changes: changes.map(readChange) };
    });
    if (at !== floats.length) throw new Garbage(line);
    return { kind: 'grown', symbols };
  }

  /** The bar up to which a symbol has to be told: all that were sent, as soon as there is one to be asked about. */
  #due(symbol: number): number {
    const sent = this.#sent[symbol] ?? 0;
    return sent > (this.traits[symbol]?.warmup ?? 0) ? sent : 0;
  }

  #asked(): string {
    const places = this.#order.symbols.map(({ symbol }, index) => `bar ${(this.#sent[index] ?? 0) - 1} of ${symbol}`);
    return `asked about ${places.join(' and ')}`;
  }
}
