import type { ChangedFile, FileStatus, Hunk } from './change.ts';
import { type DiffSection, parseSection } from './diff-section.ts';
import { type DiffSource, diffError, readDiffSource, showLine } from './diff-source.ts';
import { applyHunks, reverseHunks } from './patch.ts';

/**
 * Reads the files of a unified diff, git's or plain, sorted by path; the name stands in errors. Text around the
 * files (mail, commit messages) is passed over; blank text gives no files. Throws an AppError with `name:line` for
 * text without a diff, counts that do not fit, a combined diff, a file changed twice, a path outside the repository.
 */
export function parseUnifiedDiff(text: string, name: string): readonly ChangedFile[] {
  const source = readDiffSource(text, name);
  const sections = joinTypeChanges(parseSections(source));
  if (sections.length === 0 && text.trim() !== '') throw noDiff(source);
  refuseRepetition(source, sections);
  return sections.map((section) => assembleFile(source, section)).sort(comparePaths);
}

function parseSections(source: DiffSource): readonly DiffSection[] {
  const sections: DiffSection[] = [];
  for (let at = 0; at < source.lines.length; ) {
    const reading = parseSection(source, at);
    if (reading !== null) sections.push(reading.section);
    at = reading?.next ?? at + 1;
  }
  return sections;
}

/** When a file becomes a link or a submodule, git writes that it goes and that it comes. */
function joinTypeChanges(sections: readonly DiffSection[]): readonly DiffSection[] {
  const joined: DiffSection[] = [];
  for (const section of sections) {
    const last = joined.at(-1);
    const isTypeChange = last?.path === section.path && last.kind === 'deleted' && section.kind === 'added';
    if (isTypeChange) joined.splice(-1, 1, joinSections(last, section));
    else joined.push(section);
  }
  return joined;
}

function joinSections(gone: DiffSection, come: DiffSection): DiffSection {
  const [before, after] = [gone.hunks[0], come.hunks[0]];
  const hunk: Hunk = {
    oldStart: before?.oldStart ?? 0,
    oldLines: before?.oldLines ?? 0,
    newStart: after?.newStart ?? 0,
    newLines: after?.newLines ?? 0,
    section: '',
    lines: [...(before?.lines ?? []), ...(after?.lines ?? [])],
  };
  return {
    ...come,
    kind: 'modified',
    binary: gone.binary || come.binary,
    modes: [...gone.modes, ...come.modes],
    hunks: hunk.lines.length === 0 ? [] : [hunk],
  };
}

function noDiff(source: DiffSource): Error {
  const at = Math.max(
    0,
    source.lines.findIndex((line) => line.trim() !== ''),
  );
  return diffError(source, at, {
    found: `no file of a unified diff was found; the text begins with ${showLine(source, at)}`,
    expected: 'lines such as "diff --git a/run.py b/run.py", or "--- run.py" and "+++ run.py" above a hunk',
    advice: 'Write one with "git diff --no-color BASE...HEAD".',
  });
}

function refuseRepetition(source: DiffSource, sections: readonly DiffSection[]): void {
  const seen = new Map<string, number>();
  for (const { path, at } of sections) {
    const first = seen.get(path);
    if (first !== undefined)
      throw diffError(source, at, {
        found: `the file ${JSON.stringify(path)} is changed a second time`,
        expected: `each file once; it stands already in line ${first + 1}`,
        advice: 'If this is a series of patches, make one diff of it with "git diff BASE...HEAD".',
      });
    seen.set(path, at);
  }
}

function assembleFile(source: DiffSource, section: DiffSection): ChangedFile {
  refuseContradiction(source, section);
  const unreadable = specialKind(section.modes);
  const { path, previousPath, binary, hunks } = section;
  const status: FileStatus = section.kind === 'copied' ? 'added' : section.kind;
  const texts = binary || unreadable !== null ? { before: null, after: null } : knownTexts(section);
  return { path, previousPath, status, binary, ...texts, hunks, unreadable };
}

/** A new file holds no lines before the change, a deleted one none after it. */
function refuseContradiction(source: DiffSource, { kind, path, hunks, at }: DiffSection): void {
  const side = kind === 'added' ? 'before' : kind === 'deleted' ? 'after' : null;
  const count = (hunk: Hunk) => (side === 'before' ? hunk.oldLines : hunk.newLines);
  if (side === null || hunks.every((hunk) => count(hunk) === 0)) return;
  throw diffError(source, at, {
    found: `the file ${JSON.stringify(path)} is called ${kind === 'added' ? 'new' : 'deleted'}, but its hunks hold lines ${side} the change`,
    expected: `no lines ${side} the change`,
  });
}

/** Links and submodules are shown as their one line and never followed. */
export function specialKind(modes: readonly string[]): string | null {
  if (modes.includes('160000')) return 'a submodule';
  return modes.includes('120000') ? 'a symbolic link' : null;
}

/** A diff holds the whole text of what is new and of what is gone. */
function knownTexts({ kind, hunks }: DiffSection): Pick<ChangedFile, 'before' | 'after'> {
  if (kind === 'added') return { before: null, after: applyHunks('', hunks) };
  // `git diff --irreversible-delete` leaves out what is gone, so that no hunk does not mean no text.
  if (kind === 'deleted') return { before: hunks.length === 0 ? null : reverseHunks('', hunks), after: null };
  return { before: null, after: null };
}

function comparePaths(left: ChangedFile, right: ChangedFile): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
