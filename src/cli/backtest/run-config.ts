import { RunConfig } from '../../backtest/run-config.ts';
import { readRunConfig } from '../../backtest/run-config-file.ts';
import { readTextFile } from '../gate/text-file.ts';
import type { Terminal } from '../terminal.ts';

/** Reads the configuration that `--config` names; without one every default holds. */
export async function readConfigFile(path: string | null, { input }: Pick<Terminal, 'input'>): Promise<RunConfig> {
  if (path === null) return RunConfig.parse({ version: 1 });
  const named = {
    file: path,
    option: '--config',
    holds: 'the configuration of a backtest, such as strategies/cross.config.yml',
  };
  return readRunConfig(await readTextFile(named, input), path);
}
