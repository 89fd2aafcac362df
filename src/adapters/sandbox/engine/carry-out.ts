import { readFile } from 'node:fs/promises';
import { type MarketData, readMarketData } from '../../../backtest/data/market-data.ts';
import { refuseUnfitMarket } from '../../../backtest/data/market-fit.ts';
import { hashText } from '../../../kernel/hash.ts';
import type { DataFile, RunOrder, RunOutcome, RunProgress } from '../../../ports/backtest-engine.ts';
import { openDataFile } from '../data-file.ts';
import { loadStrategy } from '../strategy-file.ts';
import { replayMarket } from './replayed-market.ts';

/** Who is told how far it is. */
export interface CarryOutWatch {
  /** Before the first line of the strategy runs. */
  readonly onStrategy: () => Promise<void>;
  readonly onProgress: (progress: RunProgress) => void;
}

/** Reads the data, replays it with the strategy, and writes down what the order asks for. */
export async function carryOut(order: RunOrder, { onStrategy, onProgress }: CarryOutWatch): Promise<RunOutcome> {
  const begun = performance.now();
  const market = await readMarket(order);
  const strategySha256 = await hashStrategy(order.strategy);
  await onStrategy();
  const strategy = await loadStrategy(order.strategy);
  const outcome = replayMarket(order, { market, strategy }, onProgress);
  return { ...outcome, strategySha256, duration: performance.now() - begun };
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
