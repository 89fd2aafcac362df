import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataSource } from '../../../src/backtest/data/data-source.ts';
import { type MarketData, readMarketData } from '../../../src/backtest/data/market-data.ts';
import { DataConfig } from '../../../src/backtest/run-config.ts';
import { isAppError, renderError } from '../../../src/kernel/app-error.ts';

/** Reads a content with settings that differ from the defaults where it is said. */
export function readContent(
  content: string | Uint8Array,
  settings: Partial<DataConfig> = {},
  name?: string,
): Promise<MarketData> {
  return readMarketData(memorySource(content, name), { ...DataConfig.parse({}), ...settings });
}

/** Reads one of the files of `test/fixtures/market`. */
export function readFixture(name: string, settings: Partial<DataConfig> = {}): Promise<MarketData> {
  return readContent(readFileSync(join(import.meta.dirname, '../../fixtures/market', name)), settings, basename(name));
}

/** The words by which a content is refused, as a person sees them. */
export async function refusalOf(
  content: string | Uint8Array,
  settings: Partial<DataConfig> = {},
  name?: string,
): Promise<string> {
  const error: unknown = await readContent(content, settings, name).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isAppError(error)) throw new Error(`not refused by an error for people: ${String(error)}`);
  return renderError(error);
}

/** A file of market data that is held in memory. */
function memorySource(content: string | Uint8Array, name = 'bars.csv'): DataSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { symbol: 'X', name, byteLength: bytes.length, read: async (start, end) => bytes.slice(start, end) };
}
