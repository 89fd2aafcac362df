import { parseConfig } from '../../config/config.ts';
import type { OpsConfig } from '../../config/ops-config.ts';
import { loadConfig } from '../../flows/review-ground.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { readTextFile } from '../gate/text-file.ts';
import type { Terminal } from '../terminal.ts';
import type { PlaceOptions } from './options.ts';
import { openRepository } from './wire.ts';

/** How operations of a repository are watched, and what it is called. */
export interface OpsGround {
  readonly ops: OpsConfig;
  /** `acme/quant`, or the name of a folder or file. */
  readonly name: string;
  /** Where the configuration is from, in words; null where it is the repository's own. */
  readonly note: string | null;
}

/**
 * Reads the configuration of operations as it stands at the base, or from the file that was named. Outside of a
 * repository the defaults hold where that is enough, which is said.
 */
export async function openGround(
  { repo, base, config }: PlaceOptions,
  defaultsDo: boolean,
  terminal: Terminal,
): Promise<OpsGround> {
  if (config !== null) return readGiven(config, terminal);
  try {
    const repository = await openRepository(repo ?? terminal.folder, terminal.environment);
    const commit = await repository.findCommit(base);
    const { ops } = await loadConfig({ base: { repository, commit } });
    return { ops, name: repository.name, note: null };
  } catch (error) {
    if (repo !== null || !isAppError(error) || error.code !== 'bad-input') throw error;
    if (!defaultsDo) throw withWayOut(error);
    return { ops: parseConfig(null).ops, name: 'no repository', note: `${error.message}, so the defaults hold` };
  }
}

/** What helps here where the current folder is in no repository; other errors have their own advice. */
function withWayOut(error: AppError): AppError {
  if (!error.message.endsWith('is not in a git repository')) return error;
  const advice = 'Name one with --repo DIR, or a configuration with --config FILE.';
  return new AppError('bad-input', error.message, { ...error.facts, advice });
}

async function readGiven(file: string, { input }: Terminal): Promise<OpsGround> {
  const holds = 'a configuration such as .github/conclave.yml';
  const text = await readTextFile({ file, option: '--config', holds }, input);
  return { ops: parseConfig(text, file).ops, name: file.split('/').at(-1) ?? file, note: null };
}
