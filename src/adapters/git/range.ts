import type { ChangedFile, FileStatus } from '../../change/change.ts';
import { demandText } from '../../change/emptiness.ts';
import type { TextReading } from '../../change/text.ts';
import { specialKind } from '../../change/unified-diff.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { ChangeReading, CommitRange } from '../../ports/repository.ts';
import { readBlobs } from './blobs.ts';
import { findCommits, findMergeBase, type NamedCommit } from './commits.ts';
import type { GitPlace } from './place.ts';
import { type RawEntry, readRangeDiff } from './range-diff.ts';
import { readUncommitted } from './uncommitted.ts';

/** Reads what a branch adds to the commit at which it left its base. */
export async function readRange(place: GitPlace, range: CommitRange): Promise<ChangeReading> {
  const [base, head] = await findEnds(place, range);
  if (base.id === head.id) throw sameCommit(range);
  const mergeBase = await findMergeBase(place, base, head);
  if (mergeBase === head.id) throw nothingNew(base, head);
  const [files, uncommitted] = await Promise.all([
    readFiles(place, mergeBase, head.id),
    range.head === null ? readUncommitted(place) : [],
  ]);
  const change = demandText({ name: place.name, base: mergeBase, head: head.id, files });
  return { change, baseTip: base.id, uncommitted, misfits: [] };
}

/** The commits that the two ends of a range name now. */
export async function findEnds(place: GitPlace, range: CommitRange): Promise<readonly [NamedCommit, NamedCommit]> {
  const headRef = range.head ?? 'HEAD';
  const asked = [
    { ref: range.base, where: '--base' },
    { ref: headRef, where: '--head' },
  ];
  const [baseId = '', headId = ''] = await findCommits(place, asked);
  return [
    { ref: range.base, id: baseId },
    { ref: headRef, id: headId },
  ];
}

function sameCommit(range: CommitRange): AppError {
  const names = [range.base, range.head ?? 'HEAD'].map((ref) => JSON.stringify(ref));
  return new AppError('bad-input', `${names.join(' and ')} are the same commit`, {
    where: range.head === null ? '--base' : '--head',
    expected: 'two different commits',
    advice: 'Commit the change first, or name its branch with --head.',
  });
}

function nothingNew(base: NamedCommit, head: NamedCommit): AppError {
  return new AppError('bad-input', `${JSON.stringify(base.ref)} already holds all of ${JSON.stringify(head.ref)}`, {
    where: '--head',
    expected: 'a head with commits that the base does not have',
    advice: 'Perhaps base and head were given the wrong way round.',
  });
}

async function readFiles(place: GitPlace, base: string, head: string): Promise<readonly ChangedFile[]> {
  const { entries, patches } = await readRangeDiff(place, base, head);
  const blobs = await readBlobs(place, entries.flatMap(readableIds));
  const files = entries.map((entry) => assembleFile(entry, patches.get(entry.path), blobs));
  return files.sort((left, right) => (left.path < right.path ? -1 : Number(left.path > right.path)));
}

/** Links and submodules are told by their mode; what stands behind them is not read. */
function readableIds({ modes, ids }: RawEntry): readonly string[] {
  return specialKind(modes) === null ? ids.filter((id) => !isNoId(id)) : [];
}

function isNoId(id: string): boolean {
  return /^0+$/.test(id);
}

/** What became of a file, by git's letter of it; any other one modifies it. */
export const STATUSES: Readonly<Record<string, FileStatus>> = { A: 'added', D: 'deleted', R: 'renamed' };

function assembleFile(
  entry: RawEntry,
  patch: ChangedFile | undefined,
  blobs: ReadonlyMap<string, TextReading>,
): ChangedFile {
  const special = specialKind(entry.modes);
  // Another file may hold the same bytes, so that they were read although this one is a link.
  const sides = entry.ids.map((id) => (special === null ? (blobs.get(id) ?? null) : null));
  const reasons = sides.map((side) => (side?.kind === 'unreadable' ? side.reason : null));
  const isCut = patch === undefined ? 'left out: the diff of the change passes 16 MB' : null;
  const unreadable = special ?? reasons[1] ?? (reasons[0] ? `${reasons[0]} before the change` : null) ?? isCut;
  const binary = unreadable === null && (patch?.binary === true || sides.some((side) => side?.kind === 'binary'));
  const [before = null, after = null] = sides.map((side) => (side?.kind === 'text' && !binary ? side.text : null));
  return {
    path: entry.path,
    previousPath: entry.previousPath,
    status: STATUSES[entry.letter] ?? 'modified',
    binary,
    before,
    after,
    hunks: reasons.some((reason) => reason !== null) ? [] : (patch?.hunks ?? []),
    unreadable,
  };
}
