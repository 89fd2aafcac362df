import { arch, platform } from 'node:os';
import { runFolders } from '../../adapters/files/run-folders.ts';
import { readReportAssets } from '../../adapters/program-files/report-assets.ts';
import { openDataFile } from '../../adapters/sandbox/data-file.ts';
import { openEngine } from '../../adapters/sandbox/engine/engine.ts';
import { openStrategyHost } from '../../adapters/sandbox/strategy-host/strategy-host.ts';
import type { RunPorts } from '../../flows/backtest/run-ports.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';

export { openGoldenFiles } from '../../adapters/files/golden-files.ts';
export { openRepository } from '../../adapters/git/repository.ts';

/** Joins backtests with this machine: processes of their own, files, and the clock of the terminal. */
export function wireBacktests({ now }: Pick<Terminal, 'now'>): RunPorts {
  return {
    engine: openEngine(),
    host: openStrategyHost(),
    folders: runFolders,
    openData: ({ path, symbol }) => openDataFile(path, symbol),
    reportAssets: readReportAssets,
    now,
    program: { version: VERSION, node: process.version, platform: `${platform()}-${arch()}` },
  };
}
