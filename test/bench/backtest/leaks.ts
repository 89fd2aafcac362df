import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { openStrategyHost } from '../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import { type Bars, firstBars } from '../../../src/backtest/bars.ts';
import { noiseAfter } from '../../../src/backtest/proofs/noise.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { proveNoLeak } from '../../../src/flows/backtest/prove-no-leak.ts';
import { type Figure, median, renderFigures } from '../figure.ts';

/** Sixty days of five minutes. */
const BARS = 17_280;
const FIVE_MINUTES = 300_000;
const BOUND_MS = 4_000;

/** Prefixes that are run from scratch for the other way; the rest is reckoned from them. */
const SAMPLES = 9;

const strategy = join(import.meta.dirname, 'two-averages.ts');
const config = RunConfig.parse({ version: 1 });

/** The look-ahead proof over every prefix, beside a fresh process with a run of its own for each prefix. */
export async function measureLeaks(): Promise<{ readonly figures: readonly Figure[]; readonly words: string }> {
  // As the command does.
  enableCompileCache();
  const bars = someBars();
  const times: number[] = [];
  let words = '';
  for (let round = 0; round < 3; round += 1) {
    const started = performance.now();
    const order = { strategy, series: [bars], config, seed: 1, timeLimit: 300_000 };
    const proof = await proveNoLeak(order, { host: openStrategyHost() });
    times.push(performance.now() - started);
    if (proof.answer !== 'clean') throw new Error(`the proof says ${proof.answer}: ${proof.reasons.join(' ')}`);
    words = `The proof compared ${proof.values} values and ${proof.decisions.compared} decisions on ${proof.cuts} prefixes and after ${proof.noise.cuts} cuts with noise; the other way is reckoned from ${SAMPLES} of its ${proof.cuts} runs.`;
  }
  const naive = (await measureScratch(bars)) * (BARS - 30);
  const what = `look-ahead proof, every prefix of ${BARS} bars`;
  const alternative = { what: 'a fresh run for each prefix', measured: naive };
  return { figures: [{ what, measured: median(times), bound: BOUND_MS, unit: 'ms', alternative }], words };
}

/** What one prefix takes in the middle when it is run in a process of its own. */
async function measureScratch(bars: Bars): Promise<number> {
  const order = { strategy, params: {}, seed: 1, symbols: [{ symbol: bars.symbol, closes: FIVE_MINUTES }] };
  const times: number[] = [];
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const series = [firstBars(bars, Math.floor((sample * BARS) / SAMPLES))];
    const started = performance.now();
    await openStrategyHost().runWhole(order, { series, config, columns: true });
    times.push(performance.now() - started);
  }
  return median(times);
}

function someBars(): Bars {
  const one = (value: number): Float64Array => Float64Array.of(value);
  const prices = { open: one(100), high: one(100.2), low: one(99.8), close: one(100), volume: one(10) };
  const first = { symbol: 'X', length: 1, time: one(Date.UTC(2024, 0, 1)), closes: FIVE_MINUTES, ...prices };
  return noiseAfter(first, { seed: 3, length: BARS });
}

if (import.meta.main) {
  const { figures, words } = await measureLeaks();
  process.stdout.write(`${renderFigures(figures)}\n${words}\n`);
}
