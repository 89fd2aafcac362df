import { arch, platform } from 'node:os';
import { runFolders } from '../../adapters/files/run-folders.ts';
import { readReportAssets } from '../../adapters/program-files/report-assets.ts';
import { openDataFile } from '../../adapters/sandbox/data-file.ts';
import { openEngine } from '../../adapters/sandbox/engine/engine.ts';
import { openStrategyHost } from '../../adapters/sandbox/strategy-host/strategy-host.ts';
import { openStrategyTools } from '../../adapters/sandbox/tools/strategy-tools.ts';
import { type StandingWall, standUp } from '../../adapters/sandbox/wall/stand-up.ts';
import { WallBounds } from '../../backtest/wall/bounds.ts';
import type { RunPorts } from '../../flows/backtest/run-ports.ts';
import type { TestPorts } from '../../flows/backtest/test-strategy.ts';
import { imageFinder } from '../sandbox/wire.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import type { WallWords } from './wall-options.ts';

export { openArtefactFiles } from '../../adapters/files/artefact-files.ts';
export { openGoldenFiles } from '../../adapters/files/golden-files.ts';
export { openRepository } from '../../adapters/git/repository.ts';
export { openDataFile } from '../../adapters/sandbox/data-file.ts';
export { pythonFolder } from '../../adapters/sandbox/python/python-program.ts';
export { openRecordedData } from '../../adapters/sandbox/recorded-data.ts';
export { serveBroker } from '../../adapters/sandbox/tools/broker-service.ts';
export { readSentStrategy, refuseLink } from '../../adapters/sandbox/tools/sent-files.ts';

/** A wall that is wanted; bounds that are not given are as wide as they may be. */
export interface WantedWall extends WallWords {
  readonly bounds?: WallBounds;
}

/** Finds an engine and an image, and measures the wall that they make; an AppError where none can stand. */
export async function standWall(
  { engine, allowWeaker, bounds = WallBounds.parse({}) }: WantedWall,
  terminal: Pick<Terminal, 'environment' | 'folder'>,
): Promise<StandingWall> {
  return await standUp({
    engine,
    settings: bounds,
    allowWeaker,
    findImage: imageFinder(terminal),
    searchPath: terminal.environment.PATH ?? '',
  });
}

/** Stands up the wall that is wanted, if one is. */
export async function standWanted(
  wanted: WantedWall | null,
  terminal: Pick<Terminal, 'environment' | 'folder'>,
): Promise<StandingWall | null> {
  return wanted === null ? null : standWall(wanted, terminal);
}

/** Joins backtests with this machine: processes of their own, behind a wall where one stands, files, and a clock. */
export function wireBacktests({ now }: Pick<Terminal, 'now'>, standing: StandingWall | null = null): RunPorts {
  const choice = standing?.choice ?? null;
  return {
    engine: openEngine({ wall: choice }),
    host: openStrategyHost({ wall: choice }),
    folders: runFolders,
    openData: ({ path, symbol }) => openDataFile(path, symbol),
    reportAssets: readReportAssets,
    now,
    wall: standing?.wall ?? null,
    program: { version: VERSION, node: process.version, platform: `${platform()}-${arch()}` },
  };
}

/** Joins whole tests of strategies with this machine, behind a wall that stands. */
export function wireTests(terminal: Pick<Terminal, 'now'>, standing: StandingWall): TestPorts {
  return { ...wireBacktests(terminal, standing), tools: openStrategyTools({ wall: standing.choice }) };
}
