import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { ChangedFile } from '../../change/change.ts';
import { demandText } from '../../change/emptiness.ts';
import { joinTexts } from '../../change/patch-join.ts';
import { decodeUtf8, startsAsUtf16 } from '../../change/text.ts';
import { parseUnifiedDiff } from '../../change/unified-diff.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import type { ChangeReading } from '../../ports/repository.ts';
import { readFolderTexts } from './folder-texts.ts';

/** Most bytes of a diff that are read. */
const LONGEST_DIFF = 16 * 1024 * 1024;

/** A diff to read, and where the files around it may stand. */
export interface DiffRequest {
  /** Path of the diff; `-` means what comes in through `input`. */
  readonly file: string;
  /** Folder that holds the files of the diff before or after the change; null when only the diff is known. */
  readonly folder: string | null;
  readonly input: AsyncIterable<Uint8Array>;
}

/** Reads a change from a unified diff, with the texts around it where a folder holds either side of it. */
export async function readDiffFile({ file, folder, input }: DiffRequest): Promise<ChangeReading> {
  const name = file === '-' ? 'standard input' : basename(file);
  const bytes = await readBytes(file === '-' ? input : createReadStream(file), name);
  const { text, isWhole } = decodeDiff(bytes);
  const parsed = parseUnifiedDiff(text, name);
  const files = isWhole ? parsed : parsed.map(withoutForeignText);
  const texts = folder === null ? null : await readFolderTexts(folder, pathsOf(files));
  const joined = texts === null ? { files, misfits: [] } : joinTexts(files, (path) => texts.get(path) ?? null);
  const change = demandText({ name, base: null, head: null, files: joined.files });
  return { change, baseTip: null, uncommitted: [], misfits: joined.misfits };
}

async function readBytes(source: AsyncIterable<Uint8Array>, name: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LONGEST_DIFF) break;
    }
  } catch (cause) {
    throw new AppError('bad-input', `the diff ${name} cannot be read: ${reasonOf(cause)}`, {
      where: '--diff',
      expected: 'a file with a unified diff, or - for standard input',
      advice: 'Write one with "git diff --no-color BASE...HEAD".',
      cause,
    });
  }
  if (size <= LONGEST_DIFF) return Buffer.concat(chunks);
  throw new AppError('bad-input', `the diff ${name} is longer than ${LONGEST_DIFF / 1024 / 1024} MB`, {
    where: '--diff',
    expected: 'a change that people could read',
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'its owner does not allow it',
};

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return reasons[code] ?? messageOf(cause);
}

interface DecodedDiff {
  readonly text: string;
  /** False when some bytes were no UTF-8 and stand as replacement characters. */
  readonly isWhole: boolean;
}

/** Windows PowerShell writes what is redirected as UTF-16; a diff of files in other encodings is read file by file. */
function decodeDiff(bytes: Buffer): DecodedDiff {
  if (startsAsUtf16(bytes)) return { text: new TextDecoder(utf16Name(bytes)).decode(bytes), isWhole: true };
  const text = decodeUtf8(bytes);
  const bare = (text ?? bytes.toString('utf8')).replace(/^\uFEFF/, '');
  return { text: bare, isWhole: text !== null };
}

function utf16Name(bytes: Buffer): string {
  return bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
}

function withoutForeignText(file: ChangedFile): ChangedFile {
  const isForeign = file.hunks.some((hunk) => hunk.lines.some((line) => line.text.includes('\uFFFD')));
  return isForeign ? { ...file, before: null, after: null, hunks: [], unreadable: 'not UTF-8' } : file;
}

function pathsOf(files: readonly ChangedFile[]): readonly string[] {
  return files.flatMap((file) => (file.previousPath === null ? [file.path] : [file.path, file.previousPath]));
}
