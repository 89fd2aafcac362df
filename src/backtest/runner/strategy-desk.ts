import { AppError, messageOf } from '../../kernel/app-error.ts';
import type { Position } from '../adapter.ts';
import { type Bars, closeTimeOf } from '../bars.ts';
import type { ExitRequest, Indicators, Strategy, StrategyClass, StrategyConfig } from '../strategy.ts';
import { type Asked, NOTHING } from './asked.ts';
import { refusePromise } from './promise.ts';
import { readEntries, readExit, refuseManyExits } from './reply.ts';
import { Rubbish } from './rubbish.ts';

/** Makes the strategy of a symbol; throws an AppError where its constructor throws or a method is missing. */
export function openDesk(Strategy: StrategyClass, bars: Bars, config: Omit<StrategyConfig, 'symbol'>): StrategyDesk {
  return new StrategyDesk(makeStrategy(Strategy, { ...config, symbol: bars.symbol } as StrategyConfig), bars);
}

/** One strategy at one symbol: it is asked here, and nowhere else, so that what it does wrong is told alike. */
export class StrategyDesk {
  readonly symbol: string;
  readonly warmup: number;
  /** Whether it looks at open positions at all. */
  readonly looksAtPositions: boolean;
  readonly #strategy: Strategy;
  #bars: Bars;
  #indicators: Indicators = {};

  constructor(strategy: Strategy, bars: Bars) {
    this.#strategy = strategy;
    this.#bars = bars;
    this.symbol = bars.symbol;
    demandMethods(strategy);
    this.looksAtPositions = strategy.findExits !== undefined;
    this.warmup = readWarmup(strategy.warmup, bars.symbol);
  }

  /** Has the indicators computed on bars; returns their columns, each as long as the bars. */
  prepare(bars: Bars = this.#bars): Indicators {
    this.#bars = bars;
    try {
      this.#indicators = readIndicators(this.#strategy.prepareIndicators(bars), bars.length);
    } catch (error) {
      throw strategyError(error, `while the indicators of ${this.symbol} were computed`);
    }
    return this.#indicators;
  }

  /** Asks after the close of a bar, with the open positions of the symbol. */
  ask(index: number, positions: readonly Position[]): Asked {
    if (index < this.warmup) return NOTHING;
    const strategy = this.#strategy;
    const bars = this.#bars;
    try {
      const requests = strategy.findEntries(bars, this.#indicators, index);
      const hasNone = requests === null || requests === undefined;
      if (positions.length === 0 || strategy.findExits === undefined) {
        return hasNone ? NOTHING : { requests: readEntries(requests), exits: NOTHING.exits };
      }
      const read = hasNone ? NOTHING.requests : readEntries(requests);
      const exits: ExitRequest[] = [];
      for (const position of positions) {
        const exit = readExit(strategy.findExits(position, bars, this.#indicators, index));
        if (exit !== null) exits.push(exit);
      }
      refuseManyExits(exits.length);
      return read.length + exits.length === 0 ? NOTHING : { requests: read, exits };
    } catch (error) {
      throw strategyError(error, this.#placeOf(index));
    }
  }

  #placeOf(index: number): string {
    const time = closeTimeOf(this.#bars, index);
    const when = Number.isFinite(time) ? ` (${new Date(time).toISOString()})` : '';
    return `at bar ${index} of ${this.symbol}${when}`;
  }
}

function makeStrategy(Strategy: StrategyClass, config: StrategyConfig): Strategy {
  try {
    return new Strategy(config);
  } catch (error) {
    throw strategyError(error, `while it was made for ${config.symbol}`);
  }
}

const NEEDED = ['prepareIndicators', 'findEntries'] as const;

/** A class in JavaScript may lack what the type demands; it is better told at once than at the first call. */
function demandMethods(strategy: Strategy): void {
  const missing = NEEDED.filter((name) => typeof strategy[name] !== 'function');
  const hasOddExits = !['undefined', 'function'].includes(typeof strategy.findExits);
  if (missing.length === 0 && !hasOddExits) return;
  const named = missing.map((name) => `\`${name}\``).join(' and ');
  const what = missing.length > 0 ? `lacks ${named}` : 'has a `findExits` that is no method';
  throw new AppError('bad-input', `the strategy ${what}`, {
    where: 'strategy',
    expected:
      'a class with `prepareIndicators(bars)` and `findEntries(bars, indicators, index)`; `findExits` is optional',
    advice: '`conclave backtest new` writes a strategy with all of them.',
  });
}

/** Makes an error that a person can act upon out of whatever a strategy did. */
function strategyError(error: unknown, place: string): AppError {
  if (error instanceof Rubbish) {
    return new AppError('bad-input', `${error.message}, ${place}`, { where: 'strategy', expected: error.expected });
  }
  const stack = error instanceof Error ? stackOf(error) : undefined;
  return new AppError('bad-input', `the strategy threw ${place}: ${messageOf(error)}`, {
    where: 'strategy',
    ...(stack === undefined ? {} : { advice: stack }),
    cause: error,
  });
}

/** The lines of a stack that a reader can use: those of the strategy, not ours. */
function stackOf({ stack }: Error): string | undefined {
  const lines = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const ours = lines.findIndex((line) => line.includes('StrategyDesk') || line.includes('makeStrategy'));
  const own = (ours === -1 ? lines : lines.slice(0, ours)).slice(0, 8).map((line) => line.trim());
  return own.length === 0 ? undefined : own.join('\n  ');
}

function readWarmup(value: unknown, symbol: string): number {
  if (value === undefined) return 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new AppError('bad-input', `the strategy for ${symbol} has a \`warmup\` that is no number of bars`, {
    where: 'strategy',
    expected: 'a whole number of bars, from 0',
  });
}

function readIndicators(value: unknown, length: number): Indicators {
  refusePromise(value, 'prepareIndicators');
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw new Rubbish('prepareIndicators returned no object', 'columns by name, such as { fast, slow }');
  }
  for (const [name, column] of Object.entries(value)) {
    const isColumn = Array.isArray(column) || (ArrayBuffer.isView(column) && !(column instanceof DataView));
    if (!isColumn)
      throw new Rubbish(
        `prepareIndicators returned \`${name}\`, which is no column`,
        'a list of numbers as long as the bars',
      );
    const { length: given } = column as ArrayLike<number>;
    if (given !== length)
      throw new Rubbish(`prepareIndicators returned \`${name}\` with ${given} values`, `${length}, one for each bar`);
  }
  return value as Indicators;
}
