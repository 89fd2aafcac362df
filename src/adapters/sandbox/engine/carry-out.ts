import { readFile } from 'node:fs/promises';
import { type MarketData, readMarketData } from '../../../backtest/data/market-data.ts';
import { refuseUnfitMarket } from '../../../backtest/data/market-fit.ts';
import { hashText } from '../../../kernel/hash.ts';
import type { DataFile, RunOrder, RunOutcome, RunProgress, StrategyRuntime } from '../../../ports/backtest-engine.ts';
import { openDataFile } from '../data-file.ts';
import { loadStrategy } from '../strategy-file.ts';
import { isPython } from '../strategy-host/in-wall-program.ts';
import type { HostOptions } from '../strategy-host/strategy-host.ts';
import { decideRun } from './decided-run.ts';
import { type ReplayGround, replayMarket } from './replayed-market.ts';

/** Who is told how far it is. */
export interface CarryOutWatch {
  /** Before the first line of the strategy runs. */
  readonly onStrategy: () => Promise<void>;
  readonly onProgress: (progress: RunProgress) => void;
}

/** Reads the data, replays it with the strategy, and writes down what the order asks for. */
export async function carryOut(
  order: RunOrder,
  host: Pick<HostOptions, 'wall' | 'surroundings' | 'onOutput'>,
  { onStrategy, onProgress }: CarryOutWatch,
): Promise<RunOutcome> {
  const begun = performance.now();
  const { mode = 'fast' } = order;
  const market = await readMarket(order);
  const strategySha256 = await hashStrategy(order.strategy);
  await onStrategy();
  const further = onlyFurther(onProgress);
  const isInside = host.wall === null && mode === 'fast' && !isPython(order.strategy);
  const { ground, runtime } = isInside
    ? { ground: { market, strategy: await loadStrategy(order.strategy) }, runtime: OWN_RUNTIME }
    : await decide(order, market, { ...host, onProgress: further });
  const outcome = replayMarket(order, ground, further);
  return { ...outcome, strategySha256, mode, runtime, duration: performance.now() - begun };
}

const OWN_RUNTIME: StrategyRuntime = { language: 'typescript', version: process.version, packages: {} };

/** The strategy decides elsewhere; what is replayed here are its decisions. */
async function decide(
  order: RunOrder,
  market: readonly MarketData[],
  { onProgress, ...host }: HostOptions & { readonly onProgress: (progress: RunProgress) => void },
): Promise<{ readonly ground: ReplayGround; readonly runtime: StrategyRuntime }> {
  const series = market.map(({ bars }) => bars);
  const total = series.reduce((bars, { length }) => bars + length, 0);
  onProgress({ done: 0, total });
  const { decisions, runtime } = await decideRun(order, series, {
    ...host,
    onProgress: (done) => onProgress({ done, total }),
  });
  return { ground: { market, decisions }, runtime };
}

/** Decisions are made over all closes and replayed over all of them again, which takes next to nothing. */
function onlyFurther(onProgress: (progress: RunProgress) => void): (progress: RunProgress) => void {
  let most = -1;
  return (progress) => {
    if (progress.done <= most) return;
    most = progress.done;
    onProgress(progress);
  };
}

/** Before it has run; one that is not there is told of by whoever loads it. */
async function hashStrategy(path: string): Promise<string> {
  return hashText(await readFile(path, 'utf8').catch(() => ''));
}

async function readMarket({ data, config }: RunOrder): Promise<readonly MarketData[]> {
  const market: MarketData[] = [];
  for (const file of data) market.push(await readOne(file, config.data));
  refuseUnfitMarket(market, config);
  return market;
}

async function readOne({ path, symbol }: DataFile, config: RunOrder['config']['data']): Promise<MarketData> {
  await using source = await openDataFile(path, symbol);
  return await readMarketData(source, config);
}
