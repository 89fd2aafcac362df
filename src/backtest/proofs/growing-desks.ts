import { messageOf } from '../../kernel/app-error.ts';
import type { Position } from '../adapter.ts';
import { type Bars, closeTimeOf } from '../bars.ts';
import { openDesk, type StrategyDesk } from '../runner/strategy-desk.ts';
import type { Indicators, StrategyClass } from '../strategy.ts';
import { writeAsked } from './asked-text.ts';
import { ColumnHistory } from './column-history.ts';
import { GrownBars } from './grown-bars.ts';
import type { AskedAt, Change, Growth, Noise, PositionsAt, Step, SymbolGrowth, Traits } from './growth.ts';

/** A symbol before its first bar. */
export interface SymbolOrder {
  readonly symbol: string;
  /** The length of its bars in milliseconds, or null where each says when it closes. */
  readonly closes: number | null;
}

/** What a growing strategy is made of. */
export interface GrowingOptions {
  readonly strategy: StrategyClass;
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly symbols: readonly SymbolOrder[];
}

const NO_POSITIONS: readonly Position[] = [];

interface Grown {
  readonly place: number;
  readonly bars: GrownBars;
  readonly history: ColumnHistory;
  /** What was told of each bar, by the bar. */
  readonly told: string[];
  readonly positions: Map<number, readonly Position[]>;
  desk: StrategyDesk;
  /** What it computed on last; null before it had more bars than its warm-up. */
  computed: { readonly bars: Bars; readonly indicators: Indicators } | null;
  hasOtherDecision: boolean;
}

/**
 * Strategies, one for each symbol, that know the bars they have been sent and no others. With every step they compute
 * and decide again; what they told of earlier bars is held against what they say of them now. They are first asked with
 * one bar more than their warm-up.
 */
export class GrowingDesks {
  readonly #options: GrowingOptions;
  readonly #grown: readonly Grown[];

  constructor(options: GrowingOptions) {
    this.#options = options;
    this.#grown = options.symbols.map(({ symbol, closes }, place) => {
      const bars = new GrownBars(symbol, closes);
      return {
        place,
        bars,
        history: new ColumnHistory(),
        told: [],
        positions: new Map(),
        desk: this.#openDesk(bars.all()),
        computed: null,
        hasOtherDecision: false,
      };
    });
  }

  /** One for each symbol. */
  get traits(): readonly Traits[] {
    return this.#grown.map(({ desk: { warmup, looksAtPositions } }) => ({ warmup, looksAtPositions }));
  }

  /** Adds bars, computes and asks. What the strategy throws is part of the answer. */
  advance(step: Step): Growth {
    for (const { symbol, bars, positions } of step.symbols) this.#receive(symbol, bars, positions);
    if (step.kind === 'grow') return this.#growOn(step.symbols.map(({ symbol }) => this.#at(symbol)));
    return this.#startAnew(step.noise);
  }

  #growOn(grown: readonly Grown[]): Growth {
    const place = { symbol: 0, bar: 0 };
    try {
      for (const each of grown) {
        Object.assign(place, { symbol: each.place, bar: each.bars.length - 1 });
        compute(each, each.bars.all());
      }
      const symbols = grown.map((each) => {
        Object.assign(place, { symbol: each.place, bar: each.bars.length - 1 });
        const changes = changesOf(each);
        const asked = each.computed === null ? [] : ask(each, place.bar);
        return growthOf(each, { changes, asked });
      });
      return { kind: 'grown', symbols };
    } catch (error) {
      return { kind: 'threw', ...place, message: messageOf(error) };
    }
  }

  #startAnew(noise: Noise | null): Growth {
    const place = { symbol: 0, bar: 0 };
    try {
      for (const each of this.#grown) {
        Object.assign(place, { symbol: each.place, bar: each.bars.length - 1 });
        each.desk = this.#openDesk(each.bars.all());
        each.computed = null;
        compute(each, frameOf(each, noise));
      }
      const changes = this.#grown.map(changesOf);
      const asked = this.#askFromTheStart(place, changes);
      return {
        kind: 'grown',
        symbols: this.#grown.map((each, index) =>
          growthOf(each, { changes: changes[index] ?? [], asked: asked[index] ?? [] }),
        ),
      };
    } catch (error) {
      return { kind: 'threw', ...place, message: messageOf(error) };
    }
  }

  /** In the order of a run: by close time, and by symbol within one. */
  #askFromTheStart(place: { symbol: number; bar: number }, changes: Change[][]): AskedAt[][] {
    const grown = this.#grown;
    const asked: AskedAt[][] = grown.map(() => []);
    const next = grown.map(() => 0);
    for (let index = nextToClose(grown, next); index !== -1; index = nextToClose(grown, next)) {
      const each = this.#at(index);
      const bar = next[index] as number;
      next[index] = bar + 1;
      if (each.computed === null) continue;
      Object.assign(place, { symbol: index, bar });
      const now = ask(each, bar);
      if (bar >= each.history.rows) asked[index]?.push(...now);
      else changes[index]?.push(...decisionChange(each, bar, now[0]?.text ?? ''));
    }
    return asked;
  }

  #receive(symbol: number, bars: Bars, positions: readonly PositionsAt[]): void {
    const grown = this.#at(symbol);
    grown.bars.add(bars);
    for (const { bar, positions: open } of positions) grown.positions.set(bar, open);
  }

  #at(symbol: number): Grown {
    const grown = this.#grown[symbol];
    if (grown === undefined) throw new RangeError(`no symbol ${symbol} grows here`);
    return grown;
  }

  #openDesk(bars: Bars): StrategyDesk {
    const { strategy, params, seed } = this.#options;
    return openDesk(strategy, bars, { ...params, seed });
  }
}

/** A frame of its own, since a strategy that changes its bars would change those of the next. */
function frameOf({ bars, place }: Grown, noise: Noise | null): Bars {
  return bars.copyWith(noise?.[place] ?? null);
}

function compute(grown: Grown, bars: Bars): void {
  if (grown.bars.length <= grown.desk.warmup) return;
  grown.computed = { bars, indicators: grown.desk.prepare(bars) };
}

function changesOf({ computed, history }: Grown): Change[] {
  return computed === null ? [] : [...history.compare(computed.indicators)];
}

function ask({ desk, positions }: Grown, bar: number): AskedAt[] {
  const text = writeAsked(desk.ask(bar, positions.get(bar) ?? NO_POSITIONS));
  return text === '' ? [] : [{ bar, text }];
}

function decisionChange(grown: Grown, bar: number, after: string): Change[] {
  const before = grown.told[bar] ?? '';
  if (before === after || grown.hasOtherDecision) return [];
  grown.hasOtherDecision = true;
  return [{ kind: 'decision', bar, before, after }];
}

function growthOf(
  { place, bars, computed, history, told }: Grown,
  { changes, asked }: { readonly changes: readonly Change[]; readonly asked: readonly AskedAt[] },
): SymbolGrowth {
  const from = history.rows;
  if (computed === null)
    return { symbol: place, from, until: from, columns: [], rows: new Float64Array(0), asked, changes };
  const columns = Object.keys(computed.indicators);
  const rows = history.take(computed.indicators, columns, bars.length);
  for (const { bar, text } of asked) told[bar] = text;
  return { symbol: place, from, until: bars.length, columns, rows, asked, changes };
}

/** The symbol whose next bar closes first; -1 when all bars are behind. */
function nextToClose(grown: readonly Grown[], next: readonly number[]): number {
  let first = -1;
  let earliest = Infinity;
  for (let index = 0; index < grown.length; index += 1) {
    const { bars, computed } = grown[index] as Grown;
    const bar = next[index] as number;
    if (bar >= bars.length) continue;
    const closes = computed === null ? Number.NEGATIVE_INFINITY : closeTimeOf(computed.bars, bar);
    if (closes >= earliest) continue;
    earliest = closes;
    first = index;
  }
  return first;
}
