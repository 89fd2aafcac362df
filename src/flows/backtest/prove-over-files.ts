import { type MarketData, readMarketData } from '../../backtest/data/market-data.ts';
import { refuseUnfitMarket } from '../../backtest/data/market-fit.ts';
import type { LookAheadProof } from '../../backtest/proofs/look-ahead.ts';
import type { DataFile, RunOrder } from '../../ports/backtest-engine.ts';
import { proveNoLeak } from './prove-no-leak.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** Reads the data of an order and proves that no decision saw a later bar of it. */
export async function proveOverFiles(
  { strategy, data, config, seed, timeLimit }: Pick<RunOrder, 'strategy' | 'data' | 'config' | 'seed' | 'timeLimit'>,
  { host, openData }: Pick<RunPorts, 'host' | 'openData'>,
  { onProgress, signal }: RunWatcher = {},
): Promise<LookAheadProof> {
  const market: MarketData[] = [];
  for (const file of data) market.push(await readFile(file, config.data, openData));
  refuseUnfitMarket(market, config);
  const series = market.map(({ bars }) => bars);
  return proveNoLeak(
    { strategy, series, config, seed, timeLimit },
    { host },
    {
      onProgress: (done, total) => onProgress?.('look-ahead proof', { done, total }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
}

async function readFile(
  file: DataFile,
  config: RunOrder['config']['data'],
  openData: RunPorts['openData'],
): Promise<MarketData> {
  await using source = await openData(file);
  return await readMarketData(source, config);
}
