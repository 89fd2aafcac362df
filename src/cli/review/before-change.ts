import type { Change, ChangedFile } from '../../change/change.ts';
import type { GroundFiles } from '../../flows/ground-texts.ts';
import type { SurveyFiles } from '../../flows/read-survey.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { compareText } from '../../kernel/compare-text.ts';
import { hashText } from '../../kernel/hash.ts';
import type { FileReading, ListedBlob } from '../../ports/repository.ts';

/**
 * The repository as it stood before a change, whether the commit that is read holds the change already or not: what
 * instructs a review is never taken from what is reviewed. A file that the change touches is refused with an AppError
 * when the text before it is not known for certain, since the commit stands on neither side of the change there, or
 * since the change is only partly in the commit and so only the diff's own word would stand for that text.
 */
export function readBefore(repository: SurveyFiles, change: Change): SurveyFiles {
  const touched = touchedPaths(change);
  const readFiles: GroundFiles['readFiles'] = async (commit, paths) => {
    const standing = await repository.readFiles(commit, paths);
    const readings = new Map(standing);
    for (const path of paths.filter((one) => touched.has(one))) {
      const sides = { before: textBefore(change, path), after: textAfter(change, path) };
      const now = standing.get(path) ?? absent;
      if (isSame(sides.before, now)) continue;
      const isHeld = isSame(sides.after, now) && (await holdsChange(repository, commit, change));
      if (sides.before === null || !isHeld) throw unknownBefore(change, path);
      readings.set(path, sides.before);
    }
    return readings;
  };
  const listFiles: GroundFiles['listFiles'] = async (commit, folder) => {
    const standing = await repository.listFiles(commit, folder);
    const below = [...touched].filter((path) => isBelow(path, folder));
    const readings = await readFiles(commit, below);
    const before = below.filter((path) => readings.get(path)?.kind !== 'absent');
    return [...standing.filter((path) => !touched.has(path)), ...before].sort();
  };
  const listBlobs: SurveyFiles['listBlobs'] = async (commit, folder) => {
    const standing = await repository.listBlobs(commit, folder);
    const below = [...touched].filter((path) => isBelow(path, folder));
    const before = await Promise.all(below.map((path) => blobBefore(path, (paths) => readFiles(commit, paths))));
    const untouched = standing.filter(({ path }) => !touched.has(path));
    return [...untouched, ...before.flat()].sort((left, right) => compareText(left.path, right.path));
  };
  return { readFiles, listFiles, listBlobs };
}

/** A document of which the text before is not known is left out: it may be cited, but instructs nobody. */
async function blobBefore(
  path: string,
  read: (paths: readonly string[]) => Promise<ReadonlyMap<string, FileReading>>,
): Promise<readonly ListedBlob[]> {
  try {
    const reading = (await read([path])).get(path);
    return reading?.kind === 'text' ? [{ path, id: `before-${hashText(reading.text)}`, kind: 'file' }] : [];
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

const absent: FileReading = { kind: 'absent' };

function touchedPaths({ files }: Change): ReadonlySet<string> {
  return new Set(files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath])));
}

/** What stood at a path before the change; null when that is not known. */
function textBefore({ files }: Change, path: string): FileReading | null {
  const file = files.find((one) => one.status !== 'added' && (one.previousPath ?? one.path) === path);
  return file === undefined ? absent : readingOf(file.before);
}

/** What stands at a path after the change; null when that is not known. */
function textAfter({ files }: Change, path: string): FileReading | null {
  const file = files.find((one) => one.status !== 'deleted' && one.path === path);
  return file === undefined ? absent : readingOf(file.after);
}

function readingOf(text: string | null): FileReading | null {
  return text === null ? null : { kind: 'text', text };
}

function isSame(known: FileReading | null, now: FileReading): boolean {
  if (known?.kind === 'text') return now.kind === 'text' && now.text === known.text;
  return known?.kind === 'absent' && now.kind === 'absent';
}

/**
 * Whether a commit holds the change with every file of it that has a text. A diff in which one file alone is told
 * backwards could else make up the text that stood there.
 */
async function holdsChange(repository: GroundFiles, commit: string, change: Change): Promise<boolean> {
  const told = change.files.filter(hasText);
  const paths = [...touchedPaths({ ...change, files: told })];
  const standing = await repository.readFiles(commit, paths);
  return paths.every((path) => isSame(textAfter(change, path), standing.get(path) ?? absent));
}

/** Links, pictures and the like are shown by no diff, so that nothing can be compared. */
function hasText({ binary, unreadable }: ChangedFile): boolean {
  return !binary && unreadable === null;
}

function isBelow(path: string, folder: string): boolean {
  const bare = folder.replace(/\/+$/, '');
  return bare === '' || path.startsWith(`${bare}/`);
}

function unknownBefore({ name }: Change, path: string): AppError {
  const what = `the diff changes ${JSON.stringify(path)}, which instructs the review, and its text before the change is not known`;
  return new AppError('bad-input', what, {
    where: name,
    expected: 'a repository whose checked-out commit stands wholly before or wholly after the diff',
    advice: 'Name the branch from which the change was begun, e.g. with --base main, and leave --diff out.',
  });
}
