import { runFolders } from '../../../adapters/files/run-folders.ts';
import { openCommitFiles } from '../../../adapters/git/commit-files.ts';
import { openRepository } from '../../../adapters/git/repository.ts';
import { openEngine } from '../../../adapters/sandbox/engine/engine.ts';
import { openStrategyHost } from '../../../adapters/sandbox/strategy-host/strategy-host.ts';
import { openStrategyTools } from '../../../adapters/sandbox/tools/strategy-tools.ts';
import { standUp } from '../../../adapters/sandbox/wall/stand-up.ts';
import type { WallConfig } from '../../../config/backtest-config.ts';
import { openPulledTests } from '../../../flows/backtest/pulled-test.ts';
import type { Alarm, PulledTests, PullPorts } from '../../../flows/backtest/test-pull.ts';
import { imageFinder } from '../../sandbox/wire.ts';
import type { Terminal } from '../../terminal.ts';
import { VERSION } from '../../version.ts';
import { wireBacktests } from '../wire.ts';

/** Joins the backtests of a pull request with a repository on this machine, and with a wall once one is needed. */
export async function wirePull(repo: string, terminal: Terminal): Promise<PullPorts> {
  const { environment } = terminal;
  return {
    repository: await openRepository(repo, environment),
    files: await openCommitFiles(repo, environment),
    folders: runFolders,
    standUp: (wall) => standUpFor(wall, terminal),
    setAlarm,
    version: VERSION,
  };
}

async function standUpFor({ engine, allow_weaker, ...settings }: WallConfig, terminal: Terminal): Promise<PulledTests> {
  const { choice, wall } = await standUp({
    engine,
    settings,
    findImage: imageFinder(terminal),
    allowWeaker: allow_weaker,
    searchPath: terminal.environment.PATH ?? '',
  });
  const behind = {
    engine: openEngine({ wall: choice }),
    host: openStrategyHost({ wall: choice }),
    tools: openStrategyTools({ wall: choice }),
  };
  return openPulledTests({ ...wireBacktests(terminal), ...behind, wall }, settings.seconds);
}

function setAlarm(ms: number): Alarm {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ms);
  return { signal: abort.signal, [Symbol.dispose]: () => clearTimeout(timer) };
}
