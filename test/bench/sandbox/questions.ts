import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStrategyHost } from '../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import type { WallChoice } from '../../../src/adapters/sandbox/wall/wall-engine.ts';
import { type Bars, firstBars } from '../../../src/backtest/bars.ts';
import { noiseAfter } from '../../../src/backtest/proofs/noise.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { type Figure, median } from '../figure.ts';
import { benchWall, timed, writeMarket } from './ground.ts';

/** Long and short, so that what a start takes falls away between them. */
const LONG = 220_000;
const SHORT = 20_000;
const ROUNDS = 3;

/** Most of our own time for a bar, in microseconds; figures are told for a thousand bars, in milliseconds. */
const MOST_MICROSECONDS = 15;

/** What asking a strategy in Python takes beyond its own work: one that does nothing, without and with an open position. */
export async function measureQuestions(): Promise<{ readonly figures: readonly Figure[]; readonly words: string }> {
  using market = writeMarket(10);
  const { choice } = await benchWall('bubblewrap');
  const idle = await measure(choice, write(market.folder, 'idle', '        return None'));
  const entering = '        return {"action": "BUY", "type": "MARKET", "volume": 1.0} if idx == 5 else None';
  const holding = await measure(choice, write(market.folder, 'holding', entering));
  const one = (value: number): string => `${value.toFixed(1)} µs`;
  return {
    figures: [
      { what: 'asking about 1,000 bars', measured: idle, bound: MOST_MICROSECONDS, unit: 'ms', alternative: null },
      {
        what: 'asking about 1,000 bars with a position',
        measured: holding,
        bound: MOST_MICROSECONDS,
        unit: 'ms',
        alternative: { what: 'without one', measured: idle },
      },
    ],
    words: `A bar takes ${one(idle)} of our own time, and ${one(holding)} with an open position; the calls of the strategy's empty methods are in it.`,
  };
}

/** Microseconds a bar, which are milliseconds a thousand of them. */
async function measure(wall: WallChoice, strategy: string): Promise<number> {
  const series = someBars();
  const order = { strategy, params: {}, seed: 1, symbols: [{ symbol: 'X', closes: 300_000 }] };
  const config = RunConfig.parse({ version: 1, initial_cash: 1_000_000 });
  const host = openStrategyHost({ wall });
  const time = (bars: number): Promise<number> =>
    timed(() => host.runWhole(order, { series: [firstBars(series, bars)], config, columns: false }));
  const slopes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    slopes.push((((await time(LONG)) - (await time(SHORT))) / (LONG - SHORT)) * 1_000);
  return median(slopes);
}

function write(folder: string, name: string, entries: string): string {
  const path = join(folder, `${name}.py`);
  const lines = [
    'class Strategy:',
    '    def __init__(self, cfg):',
    '        self.cfg = cfg',
    '    def prepare_indicators(self, df):',
    '        return {}',
    '    def find_entries(self, df, indicators, idx):',
    entries,
    '    def find_exits(self, position, df, indicators, idx):',
    '        return None',
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function someBars(): Bars {
  const one = (value: number): Float64Array => Float64Array.of(value);
  const prices = { open: one(100), high: one(100.2), low: one(99.8), close: one(100), volume: one(10) };
  const first = { symbol: 'X', length: 1, time: one(0), closes: 300_000, ...prices };
  return noiseAfter(first, { seed: 5, length: LONG });
}
