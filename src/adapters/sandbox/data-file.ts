import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DataSource } from '../../backtest/data/data-source.ts';
import { AppError } from '../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';

/** Opens a file of market data to be read by positions; throws `bad-input` when there is none or it is empty. */
export async function openDataFile(path: string, symbol: string): Promise<DataSource & AsyncDisposable> {
  // Without O_NONBLOCK a named pipe would be waited for.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    const reason = codeOf(cause) === 'ENOENT' ? 'there is no such file' : wordFileFailure(cause);
    throw new AppError('bad-input', reason, { where: path, expected: EXPECTED, cause });
  });
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw new AppError('bad-input', 'this is a folder', { where: path, expected: EXPECTED });
    if (!found.isFile()) throw new AppError('bad-input', 'this is no plain file', { where: path, expected: EXPECTED });
    if (found.size === 0) throw new AppError('bad-input', 'the file is empty', { where: path, expected: EXPECTED });
    return {
      symbol,
      name: basename(path),
      byteLength: found.size,
      read: (start, end) => readRange(handle, { path, start, end }),
      [Symbol.asyncDispose]: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const EXPECTED = 'a CSV or Parquet file with market data';

/** The bytes of a range; fewer only where the file has ended meanwhile. */
async function readRange(
  handle: FileHandle,
  { path, start, end }: { readonly path: string; readonly start: number; readonly end: number },
): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  try {
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (cause) {
    throw new AppError('outside-failed', `the file cannot be read: ${wordFileFailure(cause)}`, { where: path, cause });
  }
  return filled === bytes.length ? bytes : bytes.subarray(0, filled);
}
