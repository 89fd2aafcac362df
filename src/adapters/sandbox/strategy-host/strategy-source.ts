import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../../kernel/file-failure.ts';

/** Most bytes of a strategy file. */
const MOST_BYTES = 1_048_576;

/** Reads a strategy file that is to be sent behind a wall; one that is too long, or no text in UTF-8, is `bad-input`. */
export async function readStrategySource(path: string): Promise<Uint8Array> {
  // Without O_NONBLOCK a named pipe would be waited for.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause: unknown) => {
    const reason = codeOf(cause) === 'ENOENT' ? 'there is no such strategy file' : wordFileFailure(cause);
    throw unfit(path, reason, cause);
  });
  try {
    const bytes = await readWhole(file, path);
    refuseOtherThanText(bytes, path);
    return bytes;
  } finally {
    await file.close();
  }
}

async function readWhole(file: FileHandle, path: string): Promise<Uint8Array> {
  const found = await file.stat();
  if (!found.isFile()) throw unfit(path, 'is no file');
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = (await file.read(bytes, length, bytes.length - length)).bytesRead;
  }
  if (length > MOST_BYTES) throw unfit(path, `the file is longer than ${MOST_BYTES / 1_048_576} MiB`);
  return bytes.subarray(0, length);
}

function refuseOtherThanText(bytes: Uint8Array, path: string): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unfit(path, 'the file is not UTF-8', cause);
  }
}

function unfit(path: string, what: string, cause?: unknown): AppError {
  const expected = 'a strategy in one file of UTF-8, at most 1 MiB long';
  return new AppError('bad-input', what, { where: path, expected, ...(cause === undefined ? {} : { cause }) });
}
