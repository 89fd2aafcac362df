import { join } from 'node:path';
import { openStrategyHost } from '../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import { noiseAfter } from '../../../src/backtest/proofs/noise.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { type Figure, median } from '../figure.ts';
import { benchWall, timed } from './ground.ts';

const MILLION = 1_000_000;
const LEAST_BARS_A_SECOND = 200_000;
const ROUNDS = 3;

/** A strategy in TypeScript over a million bars, decisions included and artefacts aside: behind a wall, and without one. */
export async function measureMillion(): Promise<{ readonly figures: readonly Figure[]; readonly words: string }> {
  const { choice } = await benchWall('bubblewrap');
  const strategy = join(import.meta.dirname, '../backtest/two-averages.ts');
  const one = (value: number): Float64Array => Float64Array.of(value);
  const prices = { open: one(100), high: one(100.2), low: one(99.8), close: one(100), volume: one(10) };
  const first = { symbol: 'X', length: 1, time: one(0), closes: 300_000, ...prices };
  const series = [noiseAfter(first, { seed: 3, length: MILLION })];
  const order = { strategy, params: {}, seed: 1, symbols: [{ symbol: 'X', closes: 300_000 }] };
  const whole = { series, config: RunConfig.parse({ version: 1 }), columns: false };
  let decisions = 0;
  const measure = async (host: ReturnType<typeof openStrategyHost>): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      times.push(
        await timed(async () => {
          const [told] = await host.runWhole(order, whole);
          decisions = told?.asked.length ?? 0;
        }),
      );
    return median(times);
  };
  const walled = await measure(openStrategyHost({ wall: choice }));
  const bare = await measure(openStrategyHost());
  if (decisions < 1_000) throw new Error(`only ${decisions} decisions were made`);
  return {
    figures: [
      {
        what: 'a million bars in TypeScript, bubblewrap',
        measured: walled,
        bound: (MILLION / LEAST_BARS_A_SECOND) * 1_000,
        unit: 'ms',
        alternative: { what: 'without a wall', measured: bare },
      },
    ],
    words: `${Math.round((MILLION / walled) * 1_000).toLocaleString('en-GB')} bars a second behind the wall, with ${decisions.toLocaleString('en-GB')} decisions, start included.`,
  };
}
