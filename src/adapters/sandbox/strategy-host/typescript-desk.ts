import { GrowingDesks, type SymbolOrder } from '../../../backtest/proofs/growing-desks.ts';
import { GrownBars } from '../../../backtest/proofs/grown-bars.ts';
import type {
  AskedAt,
  Change,
  Growth,
  Noise,
  PositionsAt,
  Step,
  WholeSymbol,
} from '../../../backtest/proofs/growth.ts';
import { runWhole } from '../../../backtest/proofs/whole-run.ts';
import type { RunConfig } from '../../../backtest/run-config.ts';
import { refuseChangedBars, sealBars } from '../../../backtest/runner/bar-seal.ts';
import type { StrategyClass } from '../../../backtest/strategy.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { ReceivedOrder } from './descriptor.ts';
import { NUMBERS_A_BAR, unpackBars } from './packing.ts';
import type { Words } from './protocol.ts';

/** An answer, as words or as JSON that is written already, and the numbers that follow it. */
export interface Told {
  readonly words: Words | string;
  readonly floats?: readonly Float64Array[];
}

/** What a strategy is made with. */
export interface OpenWords {
  readonly strategy: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly symbols: readonly SymbolOrder[];
}

interface SymbolWords {
  readonly symbol: number;
  readonly positions: readonly PositionsAt[];
}

type OrderWords =
  | { readonly kind: 'bars'; readonly symbol: number; readonly noise?: boolean }
  | { readonly kind: 'grow'; readonly symbols: readonly SymbolWords[] }
  | { readonly kind: 'anew'; readonly symbols: readonly SymbolWords[]; readonly noise: object | null }
  | { readonly kind: 'whole'; readonly config: RunConfig; readonly columns: boolean }
  | { readonly kind: 'decisions'; readonly from: number };

/** Most letters of decisions in one message, which leaves room for its head and for letters of several bytes. */
const PAGE = 300_000;

/** A strategy in TypeScript in its process: it grows, or runs over the bars that are held. */
export class TypeScriptDesk {
  readonly #strategy: StrategyClass;
  readonly #order: OpenWords;
  readonly #desks: GrowingDesks;
  /** Bars that wait for their step, and made-up ones, by symbol. */
  #held: GrownBars[];
  #noise: Map<number, ReturnType<typeof unpackBars>> = new Map();
  /** The decisions of the run that was made, as JSON, in the order of symbols. */
  #decided: readonly string[] = [];

  constructor(strategy: StrategyClass, order: OpenWords) {
    this.#strategy = strategy;
    this.#order = order;
    this.#desks = new GrowingDesks({ ...order, strategy });
    this.#held = emptyBars(order);
  }

  /** What it says of itself. */
  opened(): Told {
    const runtime = { language: 'typescript', version: process.version, packages: {} };
    return { words: { kind: 'opened', traits: this.#desks.traits, runtime } };
  }

  /** Does what an order says; what the strategy does wrong is thrown. */
  obey({ words, floats }: ReceivedOrder): Told {
    const order = words as unknown as OrderWords;
    switch (order.kind) {
      case 'bars':
        return this.#hold(order, floats);
      case 'grow':
        return tellGrowth(this.#desks.advance({ kind: 'grow', symbols: this.#oneBarEach(order.symbols, floats) }));
      case 'anew':
        return tellGrowth(this.#startAnew(order.symbols));
      case 'whole':
        return this.#run(order);
      case 'decisions':
        return this.#tellDecisions(order.from);
      default:
        order satisfies never;
        throw new AppError('broken', `\`${words.kind}\` is no order`);
    }
  }

  #hold({ symbol, noise }: Extract<OrderWords, { kind: 'bars' }>, floats: Float64Array): Told {
    const bars = unpackBars(floats, this.#symbol(symbol));
    if (noise === true) this.#noise.set(symbol, bars);
    else this.#held[symbol]?.add(bars);
    return { words: { kind: 'noted' } };
  }

  #oneBarEach(words: readonly SymbolWords[], floats: Float64Array): Step['symbols'] {
    return words.map(({ symbol, positions }, place) => {
      const own = floats.subarray(place * NUMBERS_A_BAR, (place + 1) * NUMBERS_A_BAR);
      return { symbol, positions, bars: unpackBars(own, this.#symbol(symbol)) };
    });
  }

  #startAnew(words: readonly SymbolWords[]): Growth {
    const held = this.#held;
    const made = this.#noise;
    this.#held = emptyBars(this.#order);
    this.#noise = new Map();
    const symbols = words.map(({ symbol, positions }) => ({
      symbol,
      positions,
      bars: (held[symbol] as GrownBars).all(),
    }));
    const noise: Noise | null = made.size === 0 ? null : held.map((_, symbol) => made.get(symbol) ?? null);
    return this.#desks.advance({ kind: 'anew', symbols, noise });
  }

  /** The run is made of a strategy of its own; those that grow have not been asked and never will be. */
  #run({ config, columns }: Extract<OrderWords, { kind: 'whole' }>): Told {
    const series = this.#held.map((bars) => bars.all());
    const seal = sealBars(series);
    const whole = runWhole({ strategy: this.#strategy, series, config, seed: this.#order.seed, columns });
    refuseChangedBars(series, seal);
    this.#decided = whole.flatMap(({ asked }, symbol) => asked.map((each) => decisionText(each, symbol)));
    return tellWhole(whole, this.#decided.length);
  }

  #tellDecisions(from: number): Told {
    let until = from;
    let letters = 0;
    while (until < this.#decided.length && (until === from || letters + (this.#decided[until]?.length ?? 0) < PAGE)) {
      letters += this.#decided[until]?.length ?? 0;
      until += 1;
    }
    const page = this.#decided.slice(from, until).join(',');
    return { words: `"kind":"decided","done":${until === this.#decided.length},"decisions":[${page}]` };
  }

  #symbol(symbol: number): SymbolOrder {
    const found = this.#order.symbols[symbol];
    if (found === undefined) throw new AppError('broken', `there is no symbol ${symbol} here`);
    return found;
  }
}

function emptyBars({ symbols }: OpenWords): GrownBars[] {
  return symbols.map(({ symbol, closes }) => new GrownBars(symbol, closes));
}

/** A decision as JSON; its text is an object of requests and exits already. */
function decisionText({ bar, text }: AskedAt, symbol: number): string {
  return `{"symbol":${symbol},"bar":${bar},${text.slice(1)}`;
}

function tellGrowth(growth: Growth): Told {
  if (growth.kind === 'threw') return { words: growth };
  const symbols = growth.symbols.map(({ symbol, from, until, columns, asked, changes }) => ({
    ...{ symbol, from, until, columns },
    decisions: asked.map(({ bar, text }) => ({ bar, ...(JSON.parse(text) as object) })),
    changes: changes.map(spell),
  }));
  return { words: { kind: 'grown', symbols }, floats: growth.symbols.map(({ rows }) => rows) };
}

/** JSON has no NaN. */
function spell(change: Change) {
  if (change.kind === 'decision') return change;
  return { ...change, before: String(change.before), after: String(change.after) };
}

function tellWhole(whole: readonly WholeSymbol[], decisions: number): Told {
  const symbols = whole.map(({ warmup, looksAtPositions, columns }) => ({
    warmup,
    looksAtPositions,
    columns: [...columns.keys()],
  }));
  return { words: { kind: 'ran', symbols, decisions }, floats: whole.flatMap(({ columns }) => [...columns.values()]) };
}
