import { AppError } from '../../../kernel/app-error.ts';
import { wordFileFailure } from '../../../kernel/file-failure.ts';

/** Tells why a folder cannot hold a database, whatever the system or a program said. */
export function folderFailure(folder: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return unusableFolder(folder, wordFileFailure(cause), cause);
}

/** Tells that a folder cannot hold a database, and why. */
export function unusableFolder(folder: string, why: string, cause?: unknown): AppError {
  return new AppError('bad-config', `the database cannot be kept there: ${why}`, {
    where: folder,
    expected: 'a folder of this user that can be written, with 200 MB of room, or none yet',
    advice: 'Choose another home for Conclave, or give the address of a PostgreSQL.',
    cause,
  });
}
