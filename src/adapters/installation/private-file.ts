import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../kernel/app-error.ts';
import { codeOf } from '../../kernel/file-failure.ts';

/** How a file with secrets is refused. */
export interface PrivateFileRefusals {
  readonly unreadable: (path: string, cause: unknown) => AppError;
  readonly readableByOthers: (path: string, mode: number) => AppError;
}

/** Reads a file that holds secrets; null when there is none. Refused when others may read or change it. */
export function readPrivateFile(path: string, refusals: PrivateFileRefusals): string | null {
  try {
    const { mode } = statSync(path);
    // Windows has no such bits; who may read a file stands in its access list there.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw refusals.readableByOthers(path, mode);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (codeOf(cause) === 'ENOENT') return null;
    throw refusals.unreadable(path, cause);
  }
}
