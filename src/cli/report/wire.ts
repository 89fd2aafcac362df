import { openSessionFolder } from '../../adapters/files/session-folder.ts';
import { readDatabaseUrl, readHome } from '../../adapters/installation/installation.ts';
import { openQualityRecords } from '../../adapters/postgres/quality.ts';
import type { QualityRecords } from '../../ports/quality.ts';
import type { Terminal } from '../terminal.ts';
import type { QualityOptions } from './options.ts';

/** The records that the options name: the files of a folder, or the database of the installation. */
export function openRecords(
  { sessions }: Pick<QualityOptions, 'sessions'>,
  environment: Terminal['environment'],
): QualityRecords {
  if (sessions !== null) return openSessionFolder(sessions);
  return openQualityRecords({ home: readHome(environment), url: readDatabaseUrl(environment) });
}
