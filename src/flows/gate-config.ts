import { CONFIG_PATH, type ConclaveConfig, parseConfig } from '../config/config.ts';
import { AppError, isAppError } from '../kernel/app-error.ts';
import { type Complaint, complaintOf } from '../kernel/complaint.ts';
import type { Repository } from '../ports/repository.ts';

/** The text of a configuration that somebody names instead of the repository's own. */
export interface GivenConfig {
  /** Its name in errors. */
  readonly file: string;
  readonly text: string;
}

/** By what the gates are asked, or why that cannot be read. */
export type GateConfig =
  | { readonly kind: 'read'; readonly config: ConclaveConfig }
  | { readonly kind: 'broken'; readonly complaint: Complaint };

/** Reads the configuration of the gates: the one that was given, or else the repository's own at a commit. */
export async function readGateConfig(
  commit: string,
  files: Pick<Repository, 'readFiles'>,
  given: GivenConfig | null,
): Promise<GateConfig> {
  try {
    const config = given === null ? await readOwn(commit, files) : parseConfig(given.text, given.file);
    return { kind: 'read', config };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-config') throw error;
    return { kind: 'broken', complaint: complaintOf(error) };
  }
}

async function readOwn(commit: string, files: Pick<Repository, 'readFiles'>): Promise<ConclaveConfig> {
  const reading = (await files.readFiles(commit, [CONFIG_PATH])).get(CONFIG_PATH) ?? { kind: 'absent' };
  if (reading.kind === 'text') return parseConfig(reading.text);
  if (reading.kind === 'absent') return parseConfig(null);
  const why = reading.kind === 'binary' ? 'it is binary' : reading.reason;
  throw new AppError('bad-config', `the configuration cannot be read: ${why}`, { where: CONFIG_PATH });
}
