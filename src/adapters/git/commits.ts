import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { gitFailed, runGit } from './git.ts';
import { askGit, type GitPlace, inObjects } from './place.ts';

/** How many names of branches and tags are searched for one that was meant. */
const MOST_NAMES = 5_000;

/** Where a ref was named by a person, for errors: an option such as `--base`. */
export interface AskedRef {
  readonly ref: string;
  readonly where?: string;
}

/** The ids of the commits that refs name; throws an AppError with the ref that was probably meant. */
export async function findCommits(place: GitPlace, asked: readonly AskedRef[]): Promise<readonly string[]> {
  const ids = await resolveRefs(place, asked);
  for (const [index, id] of ids.entries()) if (id === null) throw await unknownRef(place, asked[index] ?? { ref: '' });
  return ids.filter((id) => id !== null).map((id) => remember(place, id));
}

/** What ids of objects were found to name; unlike a branch an id never comes to name another commit. */
const KNOWN = new WeakMap<GitPlace, Map<string, string>>();
const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The id of the commit that one ref names. */
export async function findCommit(place: GitPlace, ref: string): Promise<string> {
  const before = KNOWN.get(place)?.get(ref);
  if (before !== undefined) return before;
  const [id = ''] = await findCommits(place, [{ ref }]);
  // The id of a tag's own object names the commit that is tagged.
  if (ID.test(ref)) KNOWN.get(place)?.set(ref, id);
  return id;
}

/** Whoever asks for the commit of this id later need not ask git. */
function remember(place: GitPlace, commit: string): string {
  KNOWN.set(place, (KNOWN.get(place) ?? new Map<string, string>()).set(commit, commit));
  return commit;
}

/** The commit at which two lines of history parted; throws an AppError when none is known. */
export async function findMergeBase(place: GitPlace, base: NamedCommit, head: NamedCommit): Promise<string> {
  const answer = await runGit(inObjects(place, ['merge-base', base.id, head.id]));
  const id = answer.output.toString('utf8').trim();
  if (answer.exitCode === 0 && id !== '') return remember(place, id);
  if (answer.exitCode !== 1) throw gitFailed('looking for the merge base', answer);
  throw new AppError('bad-input', `${quote(base.ref)} and ${quote(head.ref)} have no common commit here`, {
    where: '--base',
    expected: 'two lines of history that parted at some commit',
    advice: place.shallow ? unshallowAdvice : 'Name as --base the branch from which the change was begun.',
  });
}

/** A commit under the name by which a person asked for it. */
export interface NamedCommit {
  readonly ref: string;
  readonly id: string;
}

const unshallowAdvice = 'This is a shallow clone: run "git fetch --unshallow", or clone with the whole history.';

/** Refs go in as lines and not as arguments, so that none can be read as an option. */
async function resolveRefs(place: GitPlace, asked: readonly AskedRef[]): Promise<readonly (string | null)[]> {
  // A name with control characters is no ref and would not stay one line; git refuses the empty name.
  const names = asked.map(({ ref }) => (/\p{Cc}/u.test(ref) || ref.trim() === '' ? '' : `${ref}^{commit}`));
  const call = inObjects(place, ['cat-file', '--batch-check'], names.map((name) => `${name}\n`).join(''));
  const lines = (await askGit(call, 'looking for commits')).split('\n');
  return names.map((_, index) => /^([0-9a-f]{40,64}) commit \d+$/.exec(lines[index] ?? '')?.[1] ?? null);
}

async function unknownRef(place: GitPlace, { ref, where }: AskedRef): Promise<AppError> {
  const names = await readNames(place);
  const meant = names.find((name) => name.endsWith(`/${ref}`)) ?? nearestWord(ref, names);
  return new AppError('bad-input', `${quote(ref)} names no commit of ${place.name}`, {
    ...(where === undefined ? {} : { where }),
    expected: 'a branch, a tag or a commit id that is here; nothing is fetched',
    absent: true,
    advice: meant === null ? fetchAdvice(place, names) : `Did you mean ${quote(meant)}?`,
  });
}

function fetchAdvice(place: GitPlace, names: readonly string[]): string {
  if (place.shallow) return unshallowAdvice;
  return names.length === 0 ? 'The repository has no commit yet.' : 'Fetch it first, e.g. with "git fetch origin".';
}

async function readNames(place: GitPlace): Promise<readonly string[]> {
  const args = ['for-each-ref', `--count=${MOST_NAMES}`, '--format=%(refname:short)'];
  const answer = await askGit(inObjects(place, [...args, 'refs/heads', 'refs/remotes', 'refs/tags']), 'listing refs');
  return answer.split('\n').filter((name) => name !== '');
}

/** As JSON, so that control characters of a hostile name never reach a terminal. */
function quote(ref: string): string {
  return JSON.stringify(ref);
}
