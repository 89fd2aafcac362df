import { type Bars, closeTimeOf } from '../bars.ts';
import { openChance } from './chance.ts';

/** Made-up bars behind others. */
export interface NoiseOptions {
  readonly seed: number;
  /** How many. */
  readonly length: number;
}

/** How volatile a market is of which too little is known. */
const SOME_VOLATILITY = 0.01;

/**
 * Bars as they might have followed: a random walk from the last close, each step as wide as the steps so far were (the
 * standard deviation of the returns), on the same times. Prices are positive, the high is the highest and the low the
 * lowest of each bar. It needs one bar at least.
 */
export function noiseAfter(bars: Bars, { seed, length }: NoiseOptions): Bars {
  const chance = openChance(seed);
  const walk = walkOf(bars);
  const noise = blankBars(bars, length);
  let close = bars.close[bars.length - 1] as number;
  for (let bar = 0; bar < length; bar += 1) {
    const open = close;
    close = open * (1 + walk.step * bell(chance));
    noise.open[bar] = open;
    noise.close[bar] = close;
    noise.high[bar] = Math.max(open, close) * (1 + walk.step * chance());
    noise.low[bar] = Math.min(open, close) * (1 - walk.step * chance());
    noise.volume[bar] = walk.volume * (0.5 + chance());
  }
  return noise;
}

/** How far the closes went from bar to bar, and the mean volume. A step stays so small that no price can reach zero. */
function walkOf({ close, volume, length }: Bars): { readonly step: number; readonly volume: number } {
  let sum = 0;
  let squares = 0;
  let volumes = volume[0] as number;
  for (let bar = 1; bar < length; bar += 1) {
    const change = (close[bar] as number) / (close[bar - 1] as number) - 1;
    sum += change;
    squares += change * change;
    volumes += volume[bar] as number;
  }
  const count = length - 1;
  const variance = count < 2 ? 0 : (squares - (sum * sum) / count) / (count - 1);
  const step = variance > 0 ? Math.min(Math.sqrt(variance), 0.1) : SOME_VOLATILITY;
  return { step, volume: volumes / length };
}

/** Bars without prices, on the times that follow at the distance of the last bar. */
function blankBars(bars: Bars, length: number): Bars {
  const last = bars.length - 1;
  const opened = bars.time[last] as number;
  const long = closeTimeOf(bars, last) - opened;
  const column = (): Float64Array => new Float64Array(length);
  const time = column().map((_, bar) => opened + long * (bar + 1));
  return {
    symbol: bars.symbol,
    length,
    time,
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    closes: typeof bars.closes === 'number' ? bars.closes : time.map((at) => at + long),
  };
}

/** Nearly normal, of mean 0 and variance 1, within ±3.5: the sum of four even chances (Irwin and Hall). */
function bell(chance: () => number): number {
  return (chance() + chance() + chance() + chance() - 2) * ROOT_OF_THREE;
}

const ROOT_OF_THREE = Math.sqrt(3);
