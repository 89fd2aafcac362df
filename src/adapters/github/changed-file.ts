import type { ChangedFile, Hunk } from '../../change/change.ts';
import { compareTexts } from '../../change/compare-texts.ts';
import { parseHunk, refuseDisorder } from '../../change/diff-hunk.ts';
import { readDiffSource } from '../../change/diff-source.ts';
import { applyHunks } from '../../change/patch.ts';
import type { TextReading } from '../../change/text.ts';
import { specialKind } from '../../change/unified-diff.ts';
import type { ChangedEntry } from './changed-entry.ts';
import type { TreeEntry } from './tree.ts';

/** What stands at a path that GitHub lists and the commit does not hold. */
const lost: TextReading = { kind: 'unreadable', reason: 'not in the commit' };

/** Puts a changed file together, by the same rules as one that is read from git. */
export function assembleFile(entry: ChangedEntry, readings: ReadonlyMap<string, TextReading>): ChangedFile {
  const { path, previousPath, status } = entry;
  const special = specialOf(entry);
  const read = (side: TreeEntry | null, isExpected: boolean) =>
    special !== null || !isExpected ? null : side === null ? lost : (readings.get(side.id) ?? lost);
  const sides = [read(entry.before, status !== 'added'), read(entry.after, status !== 'deleted')] as const;
  const [reasonBefore, reasonAfter] = sides.map((side) => (side?.kind === 'unreadable' ? side.reason : null));
  const unreadable = special ?? reasonAfter ?? (reasonBefore ? `${reasonBefore} before the change` : null);
  const binary = unreadable === null && sides.some((side) => side?.kind === 'binary');
  const [before = null, after = null] = sides.map((side) => (side?.kind === 'text' && !binary ? side.text : null));
  const hasNoTexts = binary || Boolean(reasonBefore) || Boolean(reasonAfter);
  const hunks = hasNoTexts ? [] : hunksOf(entry.patch, special === null ? [before ?? '', after ?? ''] : null);
  return { path, previousPath, status, binary, before, after, hunks, unreadable };
}

/** What a changed file is when it is not a plain file on both sides: `a symbolic link`, `a submodule`. */
export function specialOf({ before, after }: Pick<ChangedEntry, 'before' | 'after'>): string | null {
  return specialKind([before, after].flatMap((side) => (side === null ? [] : [side.mode])));
}

/** GitHub's hunks where they lead from the one text to the other, otherwise our own; without texts, GitHub's. */
function hunksOf(patch: string | null, texts: readonly [string, string] | null): readonly Hunk[] {
  const hunks = patch === null ? null : parsePatch(patch);
  if (texts === null) return hunks ?? [];
  const [before, after] = texts;
  return hunks !== null && applyHunks(before, hunks) === after ? hunks : compareTexts(before, after);
}

/** Null when the patch was cut or is none. */
function parsePatch(patch: string): readonly Hunk[] | null {
  const source = readDiffSource(patch, 'patch');
  const hunks: Hunk[] = [];
  try {
    for (let at = 0; at < source.lines.length; ) {
      const reading = parseHunk(source, at);
      hunks.push(reading.hunk);
      refuseDisorder(source, at, hunks);
      at = reading.next;
    }
  } catch {
    return null;
  }
  return hunks;
}
