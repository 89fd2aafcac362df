import { z } from 'zod';
import { type ChangedFile, changedLineCount } from '../change/change.ts';
import type { FileKind } from '../change/file-kind.ts';
import { programEndings } from '../change/file-kind-tables.ts';
import type { PartReading } from './part.ts';

/** How much of one file the seats could read, and why not more. */
export const FileCoverage = z.strictObject({
  path: z.string(),
  kind: z.enum(['implementation', 'test', 'config', 'docs']),
  reading: z.enum(['whole', 'clipped', 'unread', 'listed']),
  /** Why the file is not read whole; null when it is. */
  reason: z.string().nullable(),
  changed_lines: z.int().nonnegative(),
  read_lines: z.int().nonnegative(),
  /** The commit at which it was read, where that was an earlier one and the file has not changed since. */
  read_at: z.string().optional(),
});
export type FileCoverage = z.infer<typeof FileCoverage>;

/** What was read of the whole change; `share` is the part of the changed implementation lines that was read. */
export const Coverage = z.strictObject({
  files: z.array(FileCoverage),
  share: z.number().min(0).max(1),
});
export type Coverage = z.infer<typeof Coverage>;

/** A file that is named but not sent, since nobody wrote it by hand. */
export function listed(file: ChangedFile, kind: FileKind, reason: string): FileCoverage {
  return { ...countsOf(file, kind), reading: 'listed', reason, read_lines: 0 };
}

/** A file that should have been read and could not be. */
export function unread(file: ChangedFile, kind: FileKind, reason: string): FileCoverage {
  return { ...countsOf(file, kind), reading: 'unread', reason, read_lines: 0 };
}

/** A file that is in the dossier; a changed line of which the end was cut does not count as read. */
export function read(
  file: ChangedFile,
  kind: FileKind,
  { reading, reason, cutLines }: Pick<PartReading, 'reading' | 'reason' | 'cutLines'>,
): FileCoverage {
  const counts = countsOf(file, kind);
  return { ...counts, reading, reason, read_lines: counts.changed_lines - cutLines };
}

/**
 * Adds the files up. Without implementation lines the share is taken over all lines that should be read; it is zero
 * when lines changed and every file is only listed, since nobody read anything then.
 */
export function assembleCoverage(files: readonly FileCoverage[]): Coverage {
  const due = files.filter((file) => file.reading !== 'listed');
  const implementation = due.filter((file) => file.kind === 'implementation');
  const counted = [implementation, due, files].find((some) => some.length > 0) ?? [];
  return { files: [...files], share: shareOf(counted) };
}

/** The coverage when the rules are the only readers: a file that they could not read is unread. */
export function readByRulesOnly(
  coverage: Coverage,
  notRead: readonly { readonly path: string; readonly reason: string }[],
): Coverage {
  const reasons = new Map(notRead.map(({ path, reason }) => [path, reason]));
  return assembleCoverage(
    coverage.files.map((file) => {
      const reason = reasons.get(file.path);
      if (reason === undefined || file.reading === 'listed' || file.reading === 'unread') return file;
      return { ...file, reading: 'unread', reason: `the rules could not read it: ${reason}`, read_lines: 0 };
    }),
  );
}

/** The coverage when nobody reads what could be read now; what was read earlier and stands stays so. */
export function leaveUnread(coverage: Coverage, reason: string): Coverage {
  return assembleCoverage(
    coverage.files.map((file) =>
      file.reading === 'listed' || file.reading === 'unread' || file.read_at !== undefined
        ? file
        : { ...file, reading: 'unread', reason, read_lines: 0 },
    ),
  );
}

/** Number of files by how they were read. */
export function countReadings(coverage: Coverage): Readonly<Record<FileCoverage['reading'], number>> {
  const counts = { whole: 0, clipped: 0, unread: 0, listed: 0 };
  for (const file of coverage.files) counts[file.reading] += 1;
  return counts;
}

function shareOf(files: readonly FileCoverage[]): number {
  const changed = files.reduce((sum, file) => sum + file.changed_lines, 0);
  const seen = files.reduce((sum, file) => sum + file.read_lines, 0);
  return changed === 0 ? 1 : seen / changed;
}

/** A program of unknown length is taken for a long one, so that harmless lines beside it cannot make up for it. */
const UNKNOWN_PROGRAM = 1_000;

/** A file whose lines are unknown counts as one line, a program as very many, so that it can never vanish from the share. */
function countsOf(file: ChangedFile, kind: FileKind): Pick<FileCoverage, 'path' | 'kind' | 'changed_lines'> {
  const known = changedLineCount(file);
  const hidden = known === 0 && (file.binary || file.unreadable !== null || isGoneUnseen(file));
  const assumed = isProgram(file.path) && !isGoneUnseen(file) ? UNKNOWN_PROGRAM : 1;
  return { path: file.path, kind, changed_lines: hidden ? assumed : known };
}

function isProgram(path: string): boolean {
  return programEndings.some((ending) => path.toLowerCase().endsWith(ending));
}

/** Whether a file was deleted of which the diff leaves the lines out. */
export function isGoneUnseen(file: ChangedFile): boolean {
  return file.status === 'deleted' && file.before === null && file.hunks.length === 0;
}
