import { askGit, findPlace, type GitPlace, inObjects } from './place.ts';

/** Most commits whose messages are read. */
const MOST_COMMITS = 500;

/** What somebody wrote about a commit. */
export interface CommitMessage {
  /** The first seven digits of its id. */
  readonly id: string;
  readonly text: string;
}

/** Two commits by their ids. */
export interface CommitEnds {
  readonly base: string;
  readonly head: string;
}

/** The messages of the commits that a head adds to a base, the newest first, at most 500. */
export async function readMessages(
  folder: string,
  variables: Readonly<Record<string, string | undefined>>,
  { base, head }: CommitEnds,
): Promise<readonly CommitMessage[]> {
  const place = await findPlace(folder, variables);
  const answer = await askGit(logCall(place, `${base}..${head}`), 'reading messages of commits');
  return answer
    .split('\0')
    .map((entry) => entry.replace(/^\n/, ''))
    .filter((entry) => entry !== '')
    .map((entry) => ({ id: entry.slice(0, 7), text: entry.slice(entry.indexOf('\n') + 1) }));
}

/** Ids only, so that no name can be read as an option. */
function logCall(place: GitPlace, range: string) {
  return inObjects(place, [
    'log',
    '-z',
    `--max-count=${MOST_COMMITS}`,
    '--no-show-signature',
    '--format=%H%n%B',
    range,
    '--',
  ]);
}
