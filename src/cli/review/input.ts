import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeText } from '../../change/text.ts';
import { AppError, isAppError, messageOf } from '../../kernel/app-error.ts';

/** Most bytes of a document that are read. */
const LONGEST_ARTIFACT = 2 * 1024 * 1024;

/** Reads the document to review: a text in UTF-8 of at most 2 MB that is not empty. */
export async function readArtifact(file: string): Promise<{ readonly path: string; readonly text: string }> {
  const reading = decodeText(await readBytes(file));
  if (reading.kind !== 'text') {
    const why = reading.kind === 'binary' ? 'it is binary' : `it is ${reading.reason}`;
    throw new AppError('bad-input', `the document cannot be read: ${why}`, {
      where: file,
      expected: 'a text in UTF-8',
    });
  }
  if (reading.text.trim() === '') {
    throw new AppError('bad-input', 'the document is empty', {
      where: file,
      expected: 'a plan dossier, a report or another text',
    });
  }
  return { path: basename(file), text: reading.text };
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > LONGEST_ARTIFACT) {
      throw new AppError('bad-input', `the document has ${(size / 1024 / 1024).toFixed(1)} MB`, {
        where: file,
        expected: 'at most 2 MB',
        advice: 'Shorten it, or review its parts one by one.',
      });
    }
    return await handle.readFile();
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError('bad-input', `the document cannot be read: ${reasonOf(cause)}`, {
      where: file,
      expected: 'a file with a plan dossier, a report or another text',
      cause,
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'its owner does not allow it',
};

/** Why a file cannot be read, in words. */
export function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? messageOf(cause);
}
