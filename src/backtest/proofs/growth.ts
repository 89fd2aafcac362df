import type { Position } from '../adapter.ts';
import type { Bars } from '../bars.ts';

/** Bars that are added to one symbol, and the positions that were open after the close of each, where any were. */
export interface SymbolStep {
  /** Its place among the symbols. */
  readonly symbol: number;
  /** The bars that follow on those that were received before; none where nothing is added. */
  readonly bars: Bars;
  readonly positions: readonly PositionsAt[];
}

export interface PositionsAt {
  readonly bar: number;
  readonly positions: readonly Position[];
}

/** What happens to a growing strategy at once. */
export type Step =
  /** One close: the strategies go on, compute on the bars so far, and are asked about the last bar only. */
  | { readonly kind: 'grow'; readonly symbols: readonly SymbolStep[] }
  /**
   * Some closes: new strategies compute on the bars so far, and are asked about all of them from the start. With noise,
   * the bars so far are followed by made-up ones.
   */
  | { readonly kind: 'anew'; readonly symbols: readonly SymbolStep[]; readonly noise: Noise | null };

/** Made-up bars behind those of each symbol; null where a symbol gets none. */
export type Noise = readonly (Bars | null)[];

/** What a strategy wanted after the close of a bar, in the canonical words of `writeAsked`. */
export interface AskedAt {
  readonly bar: number;
  readonly text: string;
}

/** Something that was one way while the later bars were not there, and another way as soon as they were. */
export type Change =
  | {
      readonly kind: 'value';
      readonly bar: number;
      readonly column: string;
      readonly before: number;
      readonly after: number;
    }
  | { readonly kind: 'decision'; readonly bar: number; readonly before: string; readonly after: string };

/** What came of a step for one symbol. */
export interface SymbolGrowth {
  readonly symbol: number;
  /** The first bar whose row was not told before. */
  readonly from: number;
  /** The bar behind the last one that was told; `from` when none was. */
  readonly until: number;
  readonly columns: readonly string[];
  /** The values of the columns from `from` to `until`, row by row. */
  readonly rows: Float64Array;
  /** What was wanted at those bars, where anything was. */
  readonly asked: readonly AskedAt[];
  /** The first change of each column, and the first of a decision, at bars that were told before. */
  readonly changes: readonly Change[];
}

export type Growth =
  | { readonly kind: 'grown'; readonly symbols: readonly SymbolGrowth[] }
  /** The strategy threw, or returned what cannot be read, so that there is nothing to compare. */
  | { readonly kind: 'threw'; readonly symbol: number; readonly bar: number; readonly message: string };

/** What a strategy says of itself for one symbol. */
export interface Traits {
  readonly warmup: number;
  readonly looksAtPositions: boolean;
}

/** A run that was given all bars at once: what the growing strategy has to agree with, one for each symbol. */
export interface WholeSymbol extends Traits {
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** Ascending by bar, where anything was wanted. */
  readonly asked: readonly AskedAt[];
}
