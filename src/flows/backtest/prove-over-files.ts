import type { Bars } from '../../backtest/bars.ts';
import { readMarketData } from '../../backtest/data/market-data.ts';
import type { LookAheadProof } from '../../backtest/proofs/look-ahead.ts';
import type { DataFile, RunOrder } from '../../ports/backtest-engine.ts';
import { proveNoLeak } from './prove-no-leak.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** Reads the data of an order and proves that no decision saw a later bar of it. */
export async function proveOverFiles(
  { strategy, data, config, seed }: Pick<RunOrder, 'strategy' | 'data' | 'config' | 'seed'>,
  { host, openData }: Pick<RunPorts, 'host' | 'openData'>,
  { onProgress }: RunWatcher = {},
): Promise<LookAheadProof> {
  const series: Bars[] = [];
  for (const file of data) series.push(await readBars(file, config.data, openData));
  return proveNoLeak(
    { strategy, series, config, seed },
    { host },
    { onProgress: (done, total) => onProgress?.('look-ahead proof', { done, total }) },
  );
}

async function readBars(
  file: DataFile,
  config: RunOrder['config']['data'],
  openData: RunPorts['openData'],
): Promise<Bars> {
  await using source = await openData(file);
  const { bars } = await readMarketData(source, config);
  return bars;
}
