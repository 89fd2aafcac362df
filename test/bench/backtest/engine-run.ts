/** `node engine-run.ts engine|naive BARS TIMES`: one engine over a market in memory, timed in its own process by the processor, whatever else the machine does; as JSON. */
import type { Bars } from '../../../src/backtest/bars.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import { CONFIG, Cross, makeBars } from './engine-market.ts';
import { type LoopResult, runNaively } from './naive-loop.ts';

const [engine = 'engine', length = '1000000', times = '5'] = process.argv.slice(2);
const bars = makeBars(Number(length));
const run = engine === 'naive' ? runNaively : runEngine;
const ms: number[] = [];
let result: LoopResult = { trades: 0, equity: 0 };
for (let time = 0; time < Number(times); time += 1) {
  const before = process.cpuUsage();
  result = run(bars);
  const { user, system } = process.cpuUsage(before);
  ms.push((user + system) / 1000);
}
process.stdout.write(`${JSON.stringify({ ms, result })}\n`);

/** Indicators, decisions, fills and marks; what is told is counted, not kept. */
function runEngine(market: Bars): LoopResult {
  let trades = 0;
  let equity = 0;
  runStrategies({
    strategy: Cross,
    series: [market],
    config: { ...CONFIG, finalize: 'none' },
    seed: 1,
    recorder: {
      event: () => undefined,
      trade: () => {
        trades += 1;
      },
      mark: (mark) => {
        equity = mark.equity;
      },
    },
  });
  return { trades, equity };
}
