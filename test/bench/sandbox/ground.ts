import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandingWall } from '../../../src/adapters/sandbox/wall/stand-up.ts';
import type { WallEngineName } from '../../../src/backtest/wall/wall.ts';
import { marketCsv } from '../../sandbox/market-csv.ts';
import { isHere, standingWall } from '../../sandbox/standing-wall.ts';

/** Sixty days of five minutes. */
export const BARS = 17_280;

/** The strategy that is measured: two rolling averages with pandas, a stop and a target. */
export const PYTHON = join(import.meta.dirname, '../../sandbox/strategies/sound/average_cross.py');

/** Market data on disk, gone with the holder. */
export interface BenchMarket extends Disposable {
  readonly folder: string;
  readonly path: string;
}

/** Writes the market that is run over. */
export function writeMarket(bars = BARS): BenchMarket {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  const path = join(folder, 'X.csv');
  writeFileSync(path, marketCsv(bars));
  return { folder, path, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A wall without a share of the processor; an engine that is not here cannot be measured, and that is an error. */
export async function benchWall(engine: WallEngineName): Promise<StandingWall> {
  if (!(await isHere(engine)))
    throw new Error(`${engine} is absent on this machine, so its figures cannot be measured`);
  return await standingWall(engine, { cpus: null });
}

/** How long something takes on the clock, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
