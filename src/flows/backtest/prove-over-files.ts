import { readDecisionsLog } from '../../backtest/artefacts/decisions-reader.ts';
import type { Bars } from '../../backtest/bars.ts';
import { type MarketData, readMarketData } from '../../backtest/data/market-data.ts';
import { refuseUnfitMarket } from '../../backtest/data/market-fit.ts';
import { writeAsked } from '../../backtest/proofs/asked-text.ts';
import type { LookAheadProof } from '../../backtest/proofs/look-ahead.ts';
import type { DataFile, RunOrder } from '../../ports/backtest-engine.ts';
import { proveNoLeak } from './prove-no-leak.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** What is proven, over which files. */
export interface ProofOverFiles extends Pick<RunOrder, 'strategy' | 'data' | 'config' | 'seed' | 'timeLimit'> {
  /** `decisions.log` of the run of which the proof is; without it the proof is of a run of its own. */
  readonly decisions?: Uint8Array;
}

/** Reads the data of an order and proves that no decision saw a later bar of it. */
export async function proveOverFiles(
  { strategy, data, config, seed, timeLimit, decisions }: ProofOverFiles,
  { host, openData }: Pick<RunPorts, 'host' | 'openData'>,
  { onProgress, signal }: RunWatcher = {},
): Promise<LookAheadProof> {
  const market: MarketData[] = [];
  for (const file of data) market.push(await readFile(file, config.data, openData));
  refuseUnfitMarket(market, config);
  const series = market.map(({ bars }) => bars);
  return proveNoLeak(
    { strategy, series, config, seed, timeLimit, ...(decisions && { decided: askedIn(decisions, series) }) },
    { host },
    {
      onProgress: (done, total) => onProgress?.('look-ahead proof', { done, total }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
}

function askedIn(log: Uint8Array, series: readonly Bars[]) {
  return readDecisionsLog(log, series).map((each) => each.map(({ bar, asked }) => ({ bar, text: writeAsked(asked) })));
}

async function readFile(
  file: DataFile,
  config: RunOrder['config']['data'],
  openData: RunPorts['openData'],
): Promise<MarketData> {
  await using source = await openData(file);
  return await readMarketData(source, config);
}
