import type { TestReport } from '../../backtest/artefacts/test-report.ts';
import type { DataSource } from '../../backtest/data/data-source.ts';
import type { DataManifest } from '../../backtest/data/manifest.ts';
import { type MarketData, readMarketData } from '../../backtest/data/market-data.ts';
import { hashSource } from '../../backtest/data/source-hash.ts';
import type { RunConfig } from '../../backtest/run-config.ts';
import { AppError } from '../../kernel/app-error.ts';

/** A file of market data that a run was made with. */
export interface WantedData {
  readonly symbol: string;
  /** Its name without a folder. */
  readonly file: string;
  readonly sha256: string;
  /** Where it was when the run was made, as far as that is known. */
  readonly path: string | null;
}

/** What verifying needs of the outside. */
export interface VerifyPorts {
  /** Version of this program; pages for people are only compared where the same one drew them. */
  readonly program?: string;
  /** Opens a file of market data; null where there is none. What it holds is checked by its hash. */
  readonly openData: (wanted: WantedData) => Promise<(DataSource & AsyncDisposable) | null>;
}

interface DataGround {
  readonly config: RunConfig;
  readonly report: TestReport | null;
  readonly ports: VerifyPorts;
}

/** Reads the market of a run again; no market where a file is not the one that the run was made with. */
export async function readGivenMarket(
  told: readonly DataManifest[],
  { config, report, ports }: DataGround,
): Promise<{ readonly market: readonly MarketData[] | null; readonly differences: readonly string[] }> {
  const market: MarketData[] = [];
  for (const [index, { symbol, file, sha256 }] of told.entries()) {
    const path = report?.sources.data[index]?.path ?? null;
    await using source = await ports.openData({ symbol, file, sha256, path });
    if (source === null) throw noData({ symbol, file, sha256, path });
    const found = await hashSource({ byteLength: source.byteLength, read: (start, end) => source.read(start, end) });
    if (found !== sha256) {
      const words = `the data of ${symbol} has the hash ${found}, and the run was made with ${sha256}`;
      return { market: null, differences: [words] };
    }
    market.push(await readMarketData({ ...withName(source, file), symbol }, config.data));
  }
  return { market, differences: [] };
}

/** What is told of a file is told under the name that it had. */
function withName(source: DataSource, name: string): DataSource {
  return {
    symbol: source.symbol,
    name,
    byteLength: source.byteLength,
    read: (start, end) => source.read(start, end),
  };
}

function noData({ symbol, file, sha256, path }: WantedData): AppError {
  return new AppError('bad-input', `the data of ${symbol} is not there`, {
    where: path ?? file,
    expected: `the file with the SHA-256 ${sha256}`,
    advice: `Name it: --data ${symbol}=FILE`,
  });
}
