import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../config/config.ts';
import { AppError } from '../kernel/app-error.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { GroundFiles } from './ground-texts.ts';

/** Where what instructs comes from: the installation, and a commit of the target's base branch; never the change. */
export interface ReviewGround {
  readonly program: ProgramFiles;
  /** Null when no repository is known; then the defaults hold. */
  readonly base: { readonly repository: GroundFiles; readonly commit: string } | null;
}

/** Reads the configuration alone. */
export async function loadConfig(ground: Pick<ReviewGround, 'base'>): Promise<ConclaveConfig> {
  return parseConfig(await readBaseText(ground, CONFIG_PATH), CONFIG_PATH);
}

/** A text at the base, null when it is not there or no repository is known. */
export async function readBaseText({ base }: Pick<ReviewGround, 'base'>, path: string): Promise<string | null> {
  if (base === null) return null;
  const { repository, commit } = base;
  const reading = (await repository.readFiles(commit, [path])).get(path);
  if (reading === undefined || reading.kind === 'absent') return null;
  if (reading.kind === 'text') return reading.text;
  const why = reading.kind === 'binary' ? 'it is binary' : `it is ${reading.reason}`;
  throw new AppError('bad-config', `the file cannot be read: ${why}`, { where: path, expected: 'a text in UTF-8' });
}
