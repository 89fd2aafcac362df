import type { AuditedDays, GuardChecks, GuardRun, LabelEvent, MergedPull } from '../../gates/audit/merged-pull.ts';
import { GUARD_CHECK } from '../../gates/guard-mark.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';
import { isPassing } from './failure.ts';
import {
  type Events,
  type Guarded,
  LABEL_EVENTS,
  MERGED_PULLS,
  MergedPage,
  MoreEvents,
  type Queried,
} from './merged-pull-query.ts';
import { nameRefusal, refusesField } from './refused-query.ts';

/** Pull requests of one query; fewer where GitHub takes too long over so many. */
const AT_ONCE = 50;
const FEWEST_AT_ONCE = 10;

const UNREADABLE_CHECKS = 'the token may not read checks, for which it needs `checks: read`';

type Place = Pick<Access, 'octokit' | 'at' | 'name'>;

/**
 * Every pull request that was merged on some days, oldest merge first. They are read by their last change, until one
 * changed before the first day: a merge is a change. One that changes meanwhile moves to the front, which is therefore
 * read again at the end. A thousand take 21 requests.
 */
export async function listMergedPulls(
  place: Place,
  { since, until }: AuditedDays,
  job: string,
): Promise<readonly MergedPull[]> {
  const start = Date.parse(`${since}T00:00:00Z`);
  const end = Date.parse(`${until}T00:00:00Z`) + 86_400_000;
  const reading: Reading = { place, job, checks: true, size: AT_ONCE, found: new Map() };
  const newest = await readUntil(reading, start);
  if (newest !== null) await readUntil(reading, newest + 1);
  const merged = [...reading.found.values()].filter(({ mergedAt }) => {
    const at = Date.parse(mergedAt);
    return start <= at && at < end;
  });
  const pulls: MergedPull[] = [];
  for (const pull of merged) pulls.push(pullOf(pull, await readEvents(place, pull), reading.checks));
  return pulls.toSorted(
    (left, right) => Date.parse(left.mergedAt) - Date.parse(right.mergedAt) || left.number - right.number,
  );
}

interface Reading {
  readonly place: Place;
  /** The job of a workflow that asks the gates. */
  readonly job: string;
  /** Whether the token may read checks, as far as is known. */
  checks: boolean;
  size: number;
  readonly found: Map<number, Queried>;
}

/** Reads from the front until one changed before a time; returns the time of the newest change. */
async function readUntil(reading: Reading, time: number): Promise<number | null> {
  let newest: number | null = null;
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo }: MergedPage = await readPage(reading, after);
    for (const pull of nodes) reading.found.set(pull.number, pull);
    const [first] = nodes;
    if (first !== undefined) newest ??= Date.parse(first.updatedAt);
    const isDone = nodes.some(({ updatedAt }) => Date.parse(updatedAt) < time);
    if (isDone || !pageInfo.hasNextPage || pageInfo.endCursor === null) return newest;
    after = pageInfo.endCursor;
  }
}

/** Asks without checks where they are refused, and for fewer at once where so many take too long. */
async function readPage(reading: Reading, after: string | null): Promise<MergedPage> {
  const { place, job, checks, size } = reading;
  const asked = `the merged pull requests of ${place.name}`;
  const variables = { ...place.at, size, after, checks, own: GUARD_CHECK, job };
  let isRefused = false;
  try {
    const { repository } = await ask(asked, MergedPage, async () => ({
      data: await place.octokit.graphql(MERGED_PULLS, variables).catch((error: unknown) => {
        isRefused = checks && CHECK_FIELDS.some((field) => refusesField(error, field));
        throw nameRefusal(error, { asked, needs: NEEDS });
      }),
    }));
    return repository.pullRequests;
  } catch (error) {
    if (isRefused) reading.checks = false;
    else if (isPassing(error) && size > FEWEST_AT_ONCE) reading.size = Math.max(FEWEST_AT_ONCE, Math.floor(size / 2));
    else throw error;
    return readPage(reading, after);
  }
}

const NEEDS = '`pull-requests: read` and `contents: read`';

/** How the query names what it asks of checks. */
const CHECK_FIELDS = ['own', 'job'];

async function readEvents({ octokit, at, name }: Place, { number, timelineItems }: Queried): Promise<Events['nodes']> {
  const nodes = [...timelineItems.nodes];
  for (let { pageInfo } = timelineItems; pageInfo.hasNextPage; ) {
    const variables = { ...at, number, after: pageInfo.endCursor };
    const { repository } = await ask(`the labels of ${name}#${number}`, MoreEvents, async () => ({
      data: await octokit.graphql(LABEL_EVENTS, variables),
    }));
    const more = repository.pullRequest.timelineItems;
    nodes.push(...more.nodes);
    pageInfo = more.pageInfo;
  }
  return nodes;
}

function pullOf(pull: Queried, events: Events['nodes'], hasChecks: boolean): MergedPull {
  const commits = [
    ...pull.commits.map(({ commit }) => commit),
    ...(pull.mergeCommit === null ? [] : [pull.mergeCommit]),
  ];
  return {
    number: pull.number,
    url: pull.url,
    title: pull.title,
    body: pull.body,
    editedAt: pull.lastEditedAt,
    author: pull.author ?? 'ghost',
    base: pull.baseRefName,
    mergedAt: pull.mergedAt,
    mergedBy: pull.mergedBy,
    mergeCommit: pull.mergeCommit?.oid ?? null,
    labels: pull.labels.map(({ name }) => name),
    labelEvents: events.map(eventOf),
    checks: hasChecks ? { kind: 'read', runs: commits.flatMap(runsOf) } : UNREADABLE,
  };
}

const UNREADABLE: GuardChecks = { kind: 'unreadable', why: UNREADABLE_CHECKS };

function eventOf({ __typename, createdAt, actor, label }: Events['nodes'][number]): LabelEvent {
  return { kind: __typename === 'LabeledEvent' ? 'set' : 'removed', label: label.name, by: actor, at: createdAt };
}

function runsOf({ own, job }: Guarded): readonly GuardRun[] {
  return [...own, ...job].flatMap(({ app, checkRuns }) =>
    checkRuns.map(({ conclusion, completedAt, title, summary, text, annotations }) => ({
      app: app?.slug ?? null,
      conclusion: conclusion?.toLowerCase() ?? null,
      completedAt,
      texts: [title, summary, text, ...annotations.flatMap((each) => [each.title, each.message])].filter(
        (each) => each !== null,
      ),
    })),
  );
}
