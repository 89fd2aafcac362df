import type { Bars } from '../backtest/bars.ts';
import type { SymbolOrder } from '../backtest/proofs/growing-desks.ts';
import type { Growth, Step, Traits, WholeSymbol } from '../backtest/proofs/growth.ts';
import type { RunConfig } from '../backtest/run-config.ts';

/** A strategy file and what it is made with. */
export interface StrategyOrder {
  /** Path of the file. */
  readonly strategy: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** In the order of the run; one strategy is made for each. */
  readonly symbols: readonly SymbolOrder[];
}

/** The market of a run that is given all of it at once. */
export interface WholeOrder {
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  /** Whether the columns that it computed are wanted too. */
  readonly columns: boolean;
}

/**
 * Strategies in fresh processes, which know what they were sent and nothing else. A strategy that cannot be loaded, dies
 * or keeps silent beyond its time is an `AppError`; an aborted signal ends it at once, with the signal's reason.
 */
export interface StrategyHost {
  /** A signal that is aborted after so many milliseconds. */
  timeout(milliseconds: number): AbortSignal;
  /** A number that no strategy can know, another one each time. */
  chance(): number;
  /** Runs it once over all bars; returns what it computed and wanted, one for each symbol. */
  runWhole(order: StrategyOrder, whole: WholeOrder, signal?: AbortSignal): Promise<readonly WholeSymbol[]>;
  /** Starts one that has received no bar. */
  startGrowing(order: StrategyOrder, signal?: AbortSignal): Promise<GrowingStrategy>;
}

/** A strategy that knows the bars it was sent so far. */
export interface GrowingStrategy {
  /** One for each symbol. */
  readonly traits: readonly Traits[];
  /** Sends bars and awaits what comes of them; one step at a time. */
  advance(step: Step): Promise<Growth>;
  close(): Promise<void>;
}
