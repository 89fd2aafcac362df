/** `node artefacts-run.ts FOLDER BARS TIMES artefacts|report`: replays a market in memory and writes every artefact of a run, with the checks or without, timed by the processor; as JSON. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReportAssets } from '../../../src/adapters/program-files/report-assets.ts';
import { replayMarket } from '../../../src/adapters/sandbox/engine/replayed-market.ts';
import { gatherCandles } from '../../../src/backtest/artefacts/report/candles.ts';
import { renderReport } from '../../../src/backtest/artefacts/report/report-page.ts';
import type { DataManifest } from '../../../src/backtest/data/manifest.ts';
import { CONFIG, Cross, makeBars } from './engine-market.ts';

const [parent = '.', length = '1000000', times = '3', mode = 'report'] = process.argv.slice(2);
const bars = makeBars(Number(length));
const manifest: DataManifest = {
  symbol: 'X',
  file: 'x.csv',
  sha256: '0'.repeat(64),
  bytes: 0,
  format: 'csv',
  layout: 'plain',
  bars: bars.length,
  bar: '5m',
  bar_ms: 300_000,
  timestamps: 'open',
  timezone: 'UTC',
  timezone_from: 'config',
  first_open: '1970-01-01T00:00:00.000Z',
  last_close: '1970-01-01T00:00:00.000Z',
  gaps: [],
  gaps_count: 0,
  missing_bars: 0,
};
const assets = await readReportAssets();
const ms: number[] = [];
let trades = 0;
for (let time = 0; time < Number(times); time += 1) {
  const folder = mkdtempSync(join(parent, 'run-'));
  const before = process.cpuUsage();
  const purpose = mode === 'report' ? ('report' as const) : ('comparison' as const);
  const order = { strategy: '', data: [], config: CONFIG, seed: 1, folder, purpose, timeLimit: 0 };
  const outcome = replayMarket(order, { market: [{ bars, manifest }], strategy: Cross }, () => undefined);
  const { summary, curves } = outcome;
  if (curves === null) throw new Error('nothing was gathered for the report');
  const candles = outcome.report?.candles ?? [gatherCandles(bars, 3_000)];
  const proofs = { determinism: null, look_ahead: null };
  const page = { summary, curves, candles, manifests: [manifest], checks: [], proofs, wall: null };
  writeFileSync(join(folder, 'report.html'), renderReport(page, assets));
  const { user, system } = process.cpuUsage(before);
  ms.push((user + system) / 1000);
  trades = summary.total.trades;
}
process.stdout.write(`${JSON.stringify({ ms, result: { trades } })}\n`);
