import type { ChangedFile } from './change.ts';
import { applyHunks, reverseHunks } from './patch.ts';

/** The text that stands at a path now; null when there is none that can be read. */
export type TextAt = (path: string) => string | null;

/** The files of a diff with the texts around them, and the paths at which neither side of the diff stands. */
export interface PatchJoin {
  readonly files: readonly ChangedFile[];
  readonly misfits: readonly string[];
}

/**
 * Joins the files of a diff with a folder that holds their texts either before or after the change. A text is
 * taken only where the diff fits it line by line. Where both sides fit, the other files decide which one stands.
 */
export function joinTexts(files: readonly ChangedFile[], textAt: TextAt): PatchJoin {
  const fittings = files.filter(wantsTexts).map((file) => fitFile(file, textAt));
  const lean = fittings.reduce((sum, { before, after }) => sum + Number(after !== null) - Number(before !== null), 0);
  const chosen = new Map(fittings.map((fitting) => [fitting.file, choose(fitting, lean)]));
  return {
    files: files.map((file) => chosen.get(file) ?? file),
    misfits: files.filter((file) => chosen.get(file) === null).map((file) => file.path),
  };
}

/** With no word from other files the side with more lines is taken, since more had to agree for it to fit. */
function choose({ file, before, after }: Fitting, lean: number): ChangedFile | null {
  const surplus = file.hunks.reduce((sum, hunk) => sum + hunk.newLines - hunk.oldLines, 0);
  return (lean || surplus) >= 0 ? (after ?? before) : (before ?? after);
}

function wantsTexts(file: ChangedFile): boolean {
  return !file.binary && file.unreadable === null;
}

/** The file as it is if the folder stands before the change, and if it stands after it; null where it does not fit. */
interface Fitting {
  readonly file: ChangedFile;
  readonly before: ChangedFile | null;
  readonly after: ChangedFile | null;
}

function fitFile(file: ChangedFile, textAt: TextAt): Fitting {
  return { file, before: fitBefore(file, textAt), after: fitAfter(file, textAt) };
}

function fitBefore(file: ChangedFile, textAt: TextAt): ChangedFile | null {
  const standing = textAt(file.previousPath ?? file.path);
  if (file.status === 'added') return standing === null && file.after !== null ? file : null;
  if (standing === null) return null;
  if (file.status === 'deleted')
    return file.before === null || file.before === standing ? withTexts(file, standing, null) : null;
  const after = applyHunks(standing, file.hunks);
  return after === null ? null : withTexts(file, standing, after);
}

function fitAfter(file: ChangedFile, textAt: TextAt): ChangedFile | null {
  const standing = textAt(file.path);
  if (file.status === 'deleted') return standing === null && file.before !== null ? file : null;
  if (standing === null) return null;
  if (file.status === 'added' && file.after !== null) return file.after === standing ? file : null;
  const before = reverseHunks(standing, file.hunks);
  return before === null ? null : withTexts(file, file.status === 'added' ? null : before, standing);
}

function withTexts(file: ChangedFile, before: string | null, after: string | null): ChangedFile {
  return { ...file, before, after };
}
