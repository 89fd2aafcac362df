import { CONTRACT_FILE, titleOf } from './strategy-name.ts';

/** The file of a new strategy: a cross of two moving averages, with comments that teach when what is known. */
export function strategySource(name: string): string {
  return SOURCE.replaceAll('{{title}}', () => titleOf(name)).replaceAll('{{types}}', () => CONTRACT_FILE);
}

const SOURCE = `import type {
  Bars,
  Entries,
  ExitRequest,
  Indicators,
  Position,
  StrategyConfig,
  Strategy as StrategyContract,
} from './{{types}}';

/**
 * {{title}}: buys when the fast average of closes crosses above the slow one, with a stop and a target,
 * and leaves when it crosses back.
 *
 * When what is known:
 * - prepareIndicators sees all bars at once, the later ones too. Row i of a column may use bars 0 to i only;
 *   conclave backtest leaks finds out whether that holds.
 * - findEntries and findExits are asked after the close of bar index. That close is known; bar index + 1 is not.
 * - What they return acts from the open of bar index + 1 on: never decide and fill on the same close.
 * - When a bar reaches both stop and target, the stop counts, since nobody knows the path inside a bar.
 *
 * There is one instance for each symbol. No clock, no chance, no files, no network: the same bars lead to the same
 * requests, or the run cannot be repeated. Chance, if you need it, comes from config.seed.
 */
export class Strategy implements StrategyContract {
  /** Bars before the first question: from here on both averages exist, on the bar before too. */
  readonly warmup: number;
  readonly #fast: number;
  readonly #slow: number;
  readonly #stop: number;
  readonly #target: number;
  readonly #risk: number;

  /** Parameters stand under params in the configuration; seed and symbol come with them. */
  constructor(config: StrategyConfig) {
    this.#fast = readNumber(config, 'fast');
    this.#slow = readNumber(config, 'slow');
    this.#stop = readNumber(config, 'stop');
    this.#target = readNumber(config, 'target');
    this.#risk = readNumber(config, 'risk');
    if (this.#fast >= this.#slow) throw new Error('fast must be shorter than slow');
    this.warmup = this.#slow;
  }

  /** Computed once; each column is as long as the bars, NaN where there is no value yet. */
  prepareIndicators(bars: Bars): Indicators {
    return { fast: movingAverage(bars.close, this.#fast), slow: movingAverage(bars.close, this.#slow) };
  }

  /** Nothing, an order, or a list of orders and cancellations. */
  findEntries(bars: Bars, indicators: Indicators, index: number): Entries {
    const isCross = gapAt(indicators, index - 1) <= 0 && gapAt(indicators, index) > 0;
    if (!isCross) return null;
    const close = at(bars.close, index);
    return {
      action: 'BUY',
      type: 'MARKET',
      // Sized at the fill, so that the stop loses this share of the equity. Or give volume, or equity_fraction.
      risk_fraction: this.#risk,
      sl: close * (1 - this.#stop),
      tp: close * (1 + this.#target),
      comment: 'cross up',
    };
  }

  /** Asked for each open position of the symbol; stop and target need no request, the engine watches them. */
  findExits(position: Position, _bars: Bars, indicators: Indicators, index: number): ExitRequest | null {
    const isCross = gapAt(indicators, index - 1) >= 0 && gapAt(indicators, index) < 0;
    return isCross ? { position_id: position.position_id, reason: 'cross down' } : null;
  }
}

/** How far the fast average is above the slow one. */
function gapAt({ fast, slow }: Indicators, index: number): number {
  return at(fast, index) - at(slow, index);
}

/** Mean of the last values up to each row; it never reads a later one. */
function movingAverage(values: Float64Array, length: number): Float64Array {
  const average = new Float64Array(values.length).fill(Number.NaN);
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += at(values, index);
    if (index >= length) sum -= at(values, index - length);
    if (index >= length - 1) average[index] = sum / length;
  }
  return average;
}

/** NaN outside of the column; every comparison with it is false, so that nothing is decided there. */
function at(column: ArrayLike<number> | undefined, index: number): number {
  return column?.[index] ?? Number.NaN;
}

/** A parameter that is missing or wrong stops the run, so that a typing error changes no figure in silence. */
function readNumber(config: StrategyConfig, name: string): number {
  const value = config[name];
  if (typeof value === 'number' && value > 0) return value;
  throw new Error(name + ' under params must be a number above 0');
}
`;
