import { noiseAfter } from '../../src/backtest/proofs/noise.ts';

const FIVE_MINUTES = 300_000;

/** Bars of five minutes as a file: a calm random walk around 100, prices to the cent, the same each time. */
export function marketCsv(length: number): string {
  const one = (value: number): Float64Array => Float64Array.of(value);
  const prices = { open: one(100), high: one(100.2), low: one(99.8), close: one(100), volume: one(10) };
  const first = { symbol: 'X', length: 1, time: one(Date.UTC(2024, 0, 1)), closes: FIVE_MINUTES, ...prices };
  const noise = noiseAfter(first, { seed: 3, length });
  const lines = ['time,open,high,low,close,volume'];
  let close = 100;
  for (let bar = 0; bar < length; bar += 1) {
    const open = close;
    const step = ((noise.close[bar] ?? 0) / (noise.open[bar] ?? 1) - 1) / 5;
    close = Number((open * (1 + step)).toFixed(2));
    const high = Math.max(open, close) * 1.0008;
    const low = Math.min(open, close) * 0.9992;
    const cells = [open, high, low, close].map((price) => price.toFixed(2));
    lines.push([new Date(noise.time[bar] ?? 0).toISOString(), ...cells, '10'].join(','));
  }
  return `${lines.join('\n')}\n`;
}
