import type { ChangedFile } from '../../change/change.ts';
import { readPath } from '../../change/diff-path.ts';
import { parseUnifiedDiff } from '../../change/unified-diff.ts';
import { AppError } from '../../kernel/app-error.ts';
import { gitFailed } from './git.ts';
import { runOverObjects } from './object-view.ts';
import type { GitPlace } from './place.ts';

/** Most bytes of a diff that are read; the files behind them are listed as unread. */
export const longestDiff = 16 * 1024 * 1024;

/** One changed file as git lists it: modes, ids of both texts, and what became of it. */
export interface RawEntry {
  readonly modes: readonly [before: string, after: string];
  readonly ids: readonly [before: string, after: string];
  /** `A` added, `D` deleted, `M` modified, `R` renamed, `T` changed into a link, a file or a submodule. */
  readonly letter: string;
  readonly path: string;
  readonly previousPath: string | null;
}

/** What git says of a range of commits. */
export interface RangeDiff {
  readonly entries: readonly RawEntry[];
  /** What the diff says of a path; absent behind the place where a very long diff was cut. */
  readonly patches: ReadonlyMap<string, ChangedFile>;
}

/** Plumbing, since it heeds none of a person's diff settings; no driver of the repository is run. */
const DIFF_TREE = [
  ...['diff-tree', '-r', '--no-abbrev', '--full-index', '--no-color', '--no-ext-diff', '--no-textconv'],
  ...['-M', '-l1000', '--ignore-submodules=none'],
];

/** The lines of each file; any of these asks for them. */
const PATCH = [
  ...['-p', '-U3', '--inter-hunk-context=0', '--indent-heuristic', '--submodule=short'],
  ...['--src-prefix=a/', '--dst-prefix=b/'],
];

/** Reads what differs between two commits, given by their ids; no attribute decides which file has a text. */
export async function readRangeDiff(place: GitPlace, base: string, head: string): Promise<RangeDiff> {
  const args = [...DIFF_TREE, '--raw', ...PATCH, base, head, '--'];
  const answer = await runOverObjects(place, { args, limit: longestDiff });
  if (!answer.cut && answer.exitCode !== 0) throw missingObjects(answer.complaint) ?? gitFailed('comparing', answer);
  const text = answer.output.toString('utf8');
  const gap = text.indexOf('\n\n');
  if (answer.cut && gap < 0) throw tooManyFiles();
  const patchStart = gap < 0 ? text.length : gap + 1;
  const patchEnd = answer.cut ? Math.max(text.lastIndexOf(SECTION), patchStart) : text.length;
  const patches = parseUnifiedDiff(text.slice(patchStart, patchEnd), 'git diff');
  return {
    entries: text.slice(0, patchStart).split('\n').flatMap(parseEntry),
    patches: new Map(patches.map((file) => [file.path, file])),
  };
}

/** Lists what differs between two commits without comparing any text. */
export async function listRange(place: GitPlace, base: string, head: string): Promise<readonly RawEntry[]> {
  const args = [...DIFF_TREE, '--raw', base, head, '--'];
  const answer = await runOverObjects(place, { args, limit: longestDiff });
  if (answer.cut) throw tooManyFiles();
  if (answer.exitCode !== 0) throw missingObjects(answer.complaint) ?? gitFailed('comparing', answer);
  return answer.output.toString('utf8').split('\n').flatMap(parseEntry);
}

/** Most bytes of the diff of some files; they stand first in it, so that none of the others takes their room. */
const LONGEST_PART = 48 * 1024 * 1024;

/** What the diff of two commits says of some files that `listRange` named; absent behind the end of a very long diff. */
export async function readPatches(
  place: GitPlace,
  { base, head }: { readonly base: string; readonly head: string },
  entries: readonly RawEntry[],
): Promise<RangeDiff['patches']> {
  if (entries.length === 0) return new Map();
  const args = [...DIFF_TREE, ...PATCH, base, head, '--'];
  const first = entries.map(({ path }) => path);
  const answer = await runOverObjects(place, { args, limit: LONGEST_PART, first });
  if (!answer.cut && answer.exitCode !== 0) throw missingObjects(answer.complaint) ?? gitFailed('comparing', answer);
  const text = answer.output.toString('utf8');
  const whole = answer.cut ? text.slice(0, Math.max(text.lastIndexOf(SECTION), 0)) : text;
  // A file that became a link, or the other way round, has two sections: it goes, and it comes.
  const count = entries.reduce((sum, { letter }) => sum + (letter === 'T' ? 2 : 1), 0);
  const patches = parseUnifiedDiff(takeSections(whole, count), 'git diff');
  return new Map(patches.map((file) => [file.path, file]));
}

const SECTION = '\ndiff --git ';

function takeSections(text: string, count: number): string {
  let end = 0;
  for (let taken = 0; taken < count && end >= 0; taken += 1) end = text.indexOf(SECTION, end + 1);
  return end < 0 ? text : text.slice(0, end + 1);
}

const RAW = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*\t(.+)$/s;

function parseEntry(line: string): RawEntry[] {
  const found = RAW.exec(line);
  if (found === null) return [];
  const [, modeBefore = '', modeAfter = '', idBefore = '', idAfter = '', letter = '', names = ''] = found;
  const [first = '', second] = names.split('\t').map(readPath);
  return [
    {
      modes: [modeBefore, modeAfter],
      ids: [idBefore, idAfter],
      letter,
      path: second ?? first,
      previousPath: second === undefined ? null : first,
    },
  ];
}

function tooManyFiles(): AppError {
  const what = `the list of changed files alone is longer than ${longestDiff / 1024 / 1024} MB`;
  return new AppError('bad-input', what, { where: '--base', expected: 'a change that people could read' });
}

/** A clone made with `--filter` fetches files when it needs them, and nothing is fetched here. */
function missingObjects(complaint: string): AppError | null {
  if (!/unable to read|promisor|missing|lazy fetch|transport '.*' not allowed/i.test(complaint)) return null;
  return new AppError('bad-input', 'files of the change are not in this clone', {
    where: '--base',
    expected: 'a clone that holds every file of both commits; nothing is fetched',
    advice: 'This seems to be a partial clone: run "git diff BASE...HEAD" once, so that git fetches them.',
  });
}
