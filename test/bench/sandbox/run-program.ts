/** One run of a strategy as `conclave backtest run --wall` makes it, without a share of the processor: run-program.ts ENGINE STRATEGY DATA OUT. */
import { enableCompileCache } from 'node:module';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import type { WallEngineName } from '../../../src/backtest/wall/wall.ts';
import { wireBacktests } from '../../../src/cli/backtest/wire.ts';
import { runBacktest } from '../../../src/flows/backtest/run-backtest.ts';
import { benchWall } from './ground.ts';

enableCompileCache();
const [engine = '', strategy = '', path = '', target = ''] = process.argv.slice(2);
const begun = performance.now();
const standing = await benchWall(engine as WallEngineName);
const standUp = performance.now() - begun;
const order = {
  strategy,
  data: [{ symbol: 'X', path }],
  config: RunConfig.parse({ version: 1 }),
  seed: 1,
  timeLimit: 60_000,
};
const ports = wireBacktests({ now: () => Date.now() }, standing);
const { outcome } = await runBacktest({ order, target, twice: false, leaks: false }, ports);
process.stdout.write(JSON.stringify({ trades: outcome.summary.total.trades, standUp }));
