import { AppError, messageOf } from '../../../kernel/app-error.ts';
import { failureCodeOf } from '../failure-code.ts';

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'a file stands in the way',
  ENOTDIR: 'a file stands in the way',
  EACCES: 'its owner does not allow it',
  EPERM: 'its owner does not allow it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
};

/** Tells why a folder cannot hold a database, whatever the system or a program said. */
export function folderFailure(folder: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return unusableFolder(folder, REASONS[failureCodeOf(cause)] ?? messageOf(cause), cause);
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
