import { messageOf } from './app-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'a file stands in the way',
  ENOTDIR: 'a file stands in the way',
  EISDIR: 'a folder stands in the way',
  EACCES: 'its owner does not allow it',
  EPERM: 'its owner does not allow it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
};

/** Why a file or folder could not be used, as a phrase for people; an error that is not known speaks for itself. */
export function wordFileFailure(cause: unknown): string {
  return REASONS[codeOf(cause)] ?? messageOf(cause);
}

/** The system's code of a failure, as `ENOENT`; empty when it has none. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
