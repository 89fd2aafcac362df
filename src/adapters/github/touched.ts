import type { Change, ChangedFile } from '../../change/change.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { TouchedEnds } from '../../ports/guard-host.ts';
import type { Access } from './access.ts';
import { assembleFiles, type ChangePlace } from './assembled-files.ts';
import { type ChangedEntry, compareTrees, joinTrees } from './changed-entry.ts';
import { isPassing } from './failure.ts';
import { type ListedFile, MOST_COMPARED, MOST_LISTED, readCompared, readListed } from './listed-files.ts';
import { readPull } from './pulls.ts';

/** Whether the text of a file is wanted, by its path after the change. */
export type WantsText = (path: string) => boolean;

/**
 * Reads what a head adds to a base, with texts and hunks of the wanted files only. The two commits decide which files
 * that are; a list of GitHub's is asked for where it can add a patch or a rename, and where a commit is too large.
 */
export async function readTouched(place: ChangePlace, ends: TouchedEnds, wantsText: WantsText): Promise<Change> {
  const { base, head, number } = ends;
  const { name } = place.access;
  const entries = await findEntries(place, ends, wantsText);
  const wanted = entries.filter(({ path }) => wantsText(path));
  const { files } = await assembleFiles(place.access, { base, head }, wanted);
  const whole = new Map(files.map((file) => [file.path, file]));
  return {
    name: number === null ? `${name} at ${head.slice(0, 7)}` : `${name}#${number}`,
    base,
    head,
    files: entries.map((entry) => whole.get(entry.path) ?? namedOnly(entry)),
  };
}

function namedOnly({ path, previousPath, status }: ChangedEntry): ChangedFile {
  return { path, previousPath, status, binary: false, before: null, after: null, hunks: [], unreadable: null };
}

async function findEntries(
  { access, trees }: ChangePlace,
  ends: TouchedEnds,
  wantsText: WantsText,
): Promise<readonly ChangedEntry[]> {
  const [before, after] = [await trees.readWhole(ends.base), await trees.readWhole(ends.head)];
  if (before === null || after === null) return findListed({ access, trees }, ends, wantsText);
  const compared = compareTrees({ before, after }, []);
  const hints = canBeHelped(compared, wantsText) ? await readHints(access, ends) : [];
  return hints.length === 0 ? compared : compareTrees({ before, after }, hints);
}

/** A list adds patches of wanted files, and renames where one file came and another one went. */
function canBeHelped(entries: readonly ChangedEntry[], wantsText: WantsText): boolean {
  if (entries.length > MOST_LISTED) return false;
  const has = (status: ChangedEntry['status']) => entries.some((entry) => entry.status === status);
  return (
    entries.some(({ path, status }) => status !== 'deleted' && wantsText(path)) || (has('added') && has('deleted'))
  );
}

/** What the list says counts only where the commits agree, so that one that GitHub does not give is missed by nobody. */
async function readHints(access: Access, ends: TouchedEnds): Promise<readonly ListedFile[]> {
  const reading = ends.number === null ? readCompared(access, ends) : readListed(access, ends.number);
  return reading.catch((error: unknown) => {
    if (isPassing(error)) throw error;
    return [];
  });
}

/** Where a commit holds more files than GitHub lists, what it lists of the change is all that can be known. */
async function findListed(
  { access, trees }: ChangePlace,
  ends: TouchedEnds,
  wantsText: WantsText,
): Promise<readonly ChangedEntry[]> {
  const listed = (await listPull(access, ends)) ?? (await listCompared(access, ends));
  const wanted = listed.filter(({ path }) => wantsText(path));
  const paths = wanted.flatMap(({ path, previousPath }) => [path, previousPath ?? path]);
  const parts = { before: await trees.readPaths(ends.base, paths), after: await trees.readPaths(ends.head, paths) };
  return joinTrees(parts, listed);
}

/** The list of a pull request, which is that of its present head; null where it is not of the head that is asked for. */
async function listPull(access: Access, { head, number }: TouchedEnds): Promise<readonly ListedFile[] | null> {
  if (number === null) return null;
  const listed = await readListed(access, number);
  const pull = await readPull(access, number);
  if (pull?.head.sha !== head) return null;
  if (listed.length < pull.changedFiles) throw tooMany(`${access.name}#${number}`, listed.length);
  return listed;
}

async function listCompared(access: Access, ends: TouchedEnds): Promise<readonly ListedFile[]> {
  const listed = await readCompared(access, ends);
  if (listed.length >= MOST_COMPARED)
    throw tooMany(`what ${ends.head} adds to ${ends.base} in ${access.name}`, listed.length);
  return listed;
}

function tooMany(what: string, listed: number): AppError {
  const found = `the commits hold too many files to be compared, and of ${what} GitHub lists ${listed} files only`;
  return new AppError('outside-failed', found, {
    expected: `at most ${MOST_LISTED} changed files, or fewer than ${MOST_COMPARED} in a merge queue`,
    advice: 'Split the change; no gate passes on files that were not seen.',
  });
}
