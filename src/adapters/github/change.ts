import { demandText } from '../../change/emptiness.ts';
import { namePull, type PullRequest } from '../../change/pull-request.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import type { PullReading } from '../../ports/code-host.ts';
import { assembleFiles, type ChangePlace } from './assembled-files.ts';
import { type ChangedEntry, compareTrees, joinTrees } from './changed-entry.ts';
import { type FileList, listFiles } from './listed-files.ts';
import { readPull } from './pulls.ts';

/** The two ends of the change of a pull request. */
export interface PullEnds {
  readonly pull: PullRequest;
  readonly mergeBase: string;
}

/**
 * Reads what a pull request changes at its head. Both commits are listed, so that no file is missed; GitHub's list of
 * changed files adds hunks and renames, and stands alone only where a commit is too large to be listed.
 */
export async function readChange(place: ChangePlace, ends: PullEnds): Promise<PullReading> {
  const { access } = place;
  const { pull } = ends;
  const reading = await readAtHead(place, ends).catch((error: unknown) => unreadable(error));
  const now = await readPull(access, pull.ref.number);
  if (now === null) return { kind: 'unreadable', why: `${namePull(pull.ref)} is not there any more` };
  return now.head.sha === pull.head.sha ? reading : { kind: 'moved', head: now.head.sha };
}

/** What may pass by itself is the caller's to try again; the rest would fail again. */
function unreadable(error: unknown): PullReading {
  const isLasting = isAppError(error) && error.code !== 'broken' && error.facts.passing !== true;
  if (!isLasting) throw error;
  return { kind: 'unreadable', why: error.message };
}

async function readAtHead(place: ChangePlace, ends: PullEnds): Promise<PullReading> {
  const { pull, mergeBase } = ends;
  const list = await listFiles(place.access, pull.ref.number, pull.changedFiles);
  const { entries, notes } = await findEntries(place, ends, list);
  const commits = { base: mergeBase, head: pull.head.sha };
  const { files, notes: others } = await assembleFiles(place.access, commits, entries);
  const change = demandText({ name: namePull(pull.ref), base: mergeBase, head: pull.head.sha, files });
  return { kind: 'read', change, notes: [...notes, ...others] };
}

interface Entries {
  readonly entries: readonly ChangedEntry[];
  readonly notes: readonly string[];
}

async function findEntries({ trees }: ChangePlace, { pull, mergeBase }: PullEnds, list: FileList): Promise<Entries> {
  const [before, after] = [await trees.readWhole(mergeBase), await trees.readWhole(pull.head.sha)];
  const listed = list.kind === 'listed' ? list.files : [];
  if (before !== null && after !== null) {
    const notes = list.kind === 'listed' ? [] : [treesOnly(list.why)];
    return { entries: compareTrees({ before, after }, listed), notes };
  }
  if (list.kind === 'not-listed') throw neitherWay(pull, list.why);
  const paths = listed.flatMap(({ path, previousPath }) => [path, previousPath ?? path]);
  const parts = {
    before: await trees.readPaths(mergeBase, paths),
    after: await trees.readPaths(pull.head.sha, paths),
  };
  return { entries: joinTrees(parts, listed), notes: [listOnly] };
}

function treesOnly(why: string): string {
  return `The two commits were compared file by file, since the list of changed files could not be used: ${why}. Renames are seen only where the text stayed the same.`;
}

const listOnly =
  'The changed files are those that GitHub lists; the commits hold too many files to be compared with each other.';

function neitherWay(pull: PullRequest, why: string): AppError {
  const what = `the list of changed files of ${namePull(pull.ref)} could not be used (${why}), and the commits hold too many files to be compared`;
  return new AppError('outside-failed', what);
}
