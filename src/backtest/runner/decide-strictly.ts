import { AppError } from '../../kernel/app-error.ts';
import type { Bars } from '../bars.ts';
import { readAsked } from '../proofs/asked-text.ts';
import type { AskedAt, Growth, Step, SymbolStep } from '../proofs/growth.ts';
import { barsBetween, SILENT } from '../proofs/walk.ts';
import { Replay } from '../replay.ts';
import type { RunConfig } from '../run-config.ts';
import { askBroker } from './asked.ts';
import type { Decision } from './replayed-decisions.ts';

/** A market, and a strategy that knows nothing of it yet. */
export interface StrictOptions {
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  /** Whether the strategy of each symbol looks at open positions. */
  readonly looksAtPositions: readonly boolean[];
  /** Sends one close and awaits what comes of it. */
  readonly advance: (step: Step) => Promise<Growth>;
  /** How errors call the strategy. */
  readonly where: string;
  /** Told how many closes are behind. */
  readonly onProgress?: ((closes: number) => void) | undefined;
}

/**
 * Asks a strategy bar by bar: it gets each close only after it has decided about the one before, with the positions that
 * the engine holds. Returns its decisions by symbol.
 */
export async function decideStrictly(options: StrictOptions): Promise<Decision[][]> {
  const { series, advance, onProgress } = options;
  const decisions: Decision[][] = series.map(() => []);
  const replay = new Replay({ ...options, recorder: SILENT });
  for (let closes = 1; replay.next(); closes += 1) {
    const growth = await advance({ kind: 'grow', symbols: stepsOf(replay, options) });
    if (growth.kind === 'threw') throw new AppError('bad-input', growth.message, { where: options.where });
    for (const { symbol, asked } of growth.symbols) {
      refuseOtherBars(asked, { symbol, replay, where: options.where });
      for (const { bar, text } of asked) {
        const wanted = readAsked(text);
        decisions[symbol]?.push({ bar, asked: wanted });
        askBroker(replay.broker, symbol, wanted);
      }
    }
    onProgress?.(closes);
  }
  return decisions;
}

interface Place {
  readonly symbol: number;
  readonly replay: Replay;
  readonly where: string;
}

/** What is said of an earlier bar is said by somebody who knows what came behind it. */
function refuseOtherBars(asked: readonly AskedAt[], { symbol, replay, where }: Place): void {
  const other = asked.find(({ bar }) => !replay.isHere(symbol) || replay.barOf(symbol) !== bar);
  if (other === undefined) return;
  throw new AppError('bad-input', `the strategy decided about bar ${other.bar} when it was asked about another one`, {
    where,
    expected: 'a decision about the bar that closed last',
  });
}

/** The bar of each symbol that closes here, and the positions after it. */
function stepsOf(replay: Replay, { series, looksAtPositions }: StrictOptions): readonly SymbolStep[] {
  return series.flatMap((bars, symbol) => {
    if (!replay.isHere(symbol)) return [];
    const bar = replay.barOf(symbol);
    const positions = looksAtPositions[symbol] === true ? replay.broker.positions(symbol) : [];
    const held = positions.length === 0 ? [] : [{ bar, positions }];
    return [{ symbol, bars: barsBetween(bars, bar, bar + 1), positions: held }];
  });
}
