import type { ChangedFile } from '../../change/change.ts';
import { compareTexts } from '../../change/compare-texts.ts';
import type { TextReading } from '../../change/text.ts';
import { specialKind } from '../../change/unified-diff.ts';
import type { CommitRange, TouchedReading } from '../../ports/repository.ts';
import { readBlobs } from './blobs.ts';
import { findMergeBase } from './commits.ts';
import type { GitPlace } from './place.ts';
import { findEnds, STATUSES } from './range.ts';
import { listRange, type RawEntry, readPatches } from './range-diff.ts';
import { readUncommitted } from './uncommitted.ts';

/**
 * Reads which files a branch touches since it left its base, none at all included; texts and lines are read only of
 * the files that are wanted, and only as they are after the change.
 */
export async function readTouched(
  place: GitPlace,
  range: CommitRange,
  wantsText: (path: string) => boolean,
): Promise<TouchedReading> {
  const [base, head] = await findEnds(place, range);
  const mergeBase = await findMergeBase(place, base, head);
  const [files, uncommitted] = await Promise.all([
    readFiles(place, { base: mergeBase, head: head.id }, wantsText),
    range.head === null ? readUncommitted(place) : [],
  ]);
  return { change: { name: place.name, base: mergeBase, head: head.id, files }, baseTip: base.id, uncommitted };
}

async function readFiles(
  place: GitPlace,
  ends: { readonly base: string; readonly head: string },
  wantsText: (path: string) => boolean,
): Promise<readonly ChangedFile[]> {
  const entries = await listRange(place, ends.base, ends.head);
  const wanted = entries.filter((entry) => isFileAfter(entry) && wantsText(entry.path));
  const [patches, blobs] = [
    await readPatches(place, ends, wanted),
    await readBlobs(
      place,
      wanted.map(({ ids }) => ids[1]),
    ),
  ];
  const isWanted = new Set(wanted);
  const readOf = (entry: RawEntry): Told =>
    isWanted.has(entry) ? tell(patches.get(entry.path), blobs.get(entry.ids[1])) : untold;
  return entries.map((entry) => assembleFile(entry, readOf(entry))).sort(comparePaths);
}

/** Links and submodules are told by their mode; what stands behind them is not read. */
function isFileAfter({ modes, letter }: RawEntry): boolean {
  return letter !== 'D' && specialKind([modes[1]]) === null;
}

/** What is known of a file beyond that it was touched. */
type Told = Pick<ChangedFile, 'binary' | 'after' | 'hunks' | 'unreadable'>;

const untold: Told = { binary: false, after: null, hunks: [], unreadable: null };

/** Git's lines and the text belong together: where one of them is missing, neither stands. */
function tell(patch: ChangedFile | undefined, reading: TextReading | undefined): Told {
  if (reading === undefined || reading.kind === 'unreadable')
    return { ...untold, unreadable: reading?.reason ?? 'not in this clone' };
  if (patch === undefined) return { ...untold, unreadable: 'left out: the diff of the change passes 48 MB' };
  if (reading.kind === 'binary') return { ...untold, binary: true };
  // Git shows no line of a text that was binary before; every one of them is new.
  if (patch.binary) return { ...untold, after: reading.text, hunks: compareTexts('', reading.text) };
  return { ...untold, after: reading.text, hunks: patch.hunks };
}

function assembleFile({ path, previousPath, letter, modes }: RawEntry, told: Told): ChangedFile {
  const special = letter === 'D' ? null : specialKind([modes[1]]);
  const { binary, after, hunks, unreadable } = told;
  const status = STATUSES[letter] ?? 'modified';
  return { path, previousPath, status, binary, before: null, after, hunks, unreadable: special ?? unreadable };
}

function comparePaths(left: ChangedFile, right: ChangedFile): number {
  return left.path < right.path ? -1 : Number(left.path > right.path);
}
