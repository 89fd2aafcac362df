import { RunConfig } from '../../backtest/run-config.ts';
import { readRunConfig } from '../../backtest/run-config-file.ts';
import { hashText } from '../../kernel/hash.ts';
import { readTextFile } from '../gate/text-file.ts';
import type { Terminal } from '../terminal.ts';

/** A configuration, and the SHA-256 of the file that it was read from. */
export interface ConfigSource {
  readonly config: RunConfig;
  /** Null where every default holds. */
  readonly sha256: string | null;
}

/** Reads the configuration that `--config` names; without one every default holds. */
export async function readConfigFile(path: string | null, terminal: Pick<Terminal, 'input'>): Promise<RunConfig> {
  return (await readConfigSource(path, terminal)).config;
}

/** Does the same, and tells the hash of the file. */
export async function readConfigSource(path: string | null, { input }: Pick<Terminal, 'input'>): Promise<ConfigSource> {
  if (path === null) return { config: RunConfig.parse({ version: 1 }), sha256: null };
  const named = {
    file: path,
    option: '--config',
    holds: 'the configuration of a backtest, such as strategies/cross.config.yml',
  };
  const text = await readTextFile(named, input);
  return { config: readRunConfig(text, path), sha256: hashText(text) };
}
