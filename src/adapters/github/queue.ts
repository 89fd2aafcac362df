import { z } from 'zod';
import type { MergeGroup, QueuedPull } from '../../ports/guard-host.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';
import { compareTrees } from './changed-entry.ts';
import { isPassing } from './failure.ts';
import { findBase, readPull } from './pulls.ts';
import type { TreeReader } from './tree.ts';

const QUEUE_REF = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-[0-9a-f]{40,64}$/;

/** Where a merge group is looked at. */
export interface QueuePlace {
  readonly access: Access;
  readonly trees: TreeReader;
}

/** The pull request that a merge group was made for, and whether the group holds the head that it has now. */
export async function readQueued(place: QueuePlace, group: MergeGroup): Promise<QueuedPull | null> {
  const number = QUEUE_REF.exec(group.headRef)?.[1];
  if (number === undefined) return null;
  const pull = await readPull(place.access, Number(number));
  if (pull === null) return null;
  const queued: Queued = { number: pull.ref.number, head: pull.head.sha, branch: pull.base.branch, group };
  for (const proof of proofs) if (await isProven(proof, place, queued)) return { pull, headIsQueued: true };
  return { pull, headIsQueued: false };
}

/** What GitHub cannot tell proves nothing; what may pass by itself is the caller's to try again. */
async function isProven(proof: Proof, place: QueuePlace, queued: Queued): Promise<boolean> {
  return proof(place, queued).catch((error: unknown) => {
    if (isPassing(error)) throw error;
    return false;
  });
}

interface Queued {
  readonly number: number;
  readonly head: string;
  readonly branch: string;
  readonly group: MergeGroup;
}

type Proof = (place: QueuePlace, queued: Queued) => Promise<boolean>;

const Commit = z.object({ parents: z.array(z.object({ sha: z.string() })) });

/** A merge has the head as a parent; a squash and a rebase do not. */
const isParent: Proof = async ({ access: { octokit, at, name } }, { head, group }) => {
  const { parents } = await ask(`commit ${group.headSha} of ${name}`, Commit, () =>
    octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', { ...at, ref: group.headSha, per_page: 1 }),
  );
  return parents.some(({ sha }) => sha === head);
};

const Entry = z.object({
  repository: z.object({
    pullRequest: z.object({
      headRefOid: z.string(),
      mergeQueueEntry: z.object({ headCommit: z.object({ oid: z.string() }).nullable() }).nullable(),
    }),
  }),
});

const ENTRY = `query($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) { headRefOid mergeQueueEntry { headCommit { oid } } }
  }
}`;

/** A push takes a pull request out of the queue, so that what one answer says of head and group belongs together. */
const isEntry: Proof = async ({ access: { octokit, at, name, queries } }, { number, head, group }) => {
  if (!queries) return false;
  const { repository } = await ask(`the place of ${name}#${number} in the merge queue`, Entry, async () => ({
    data: await octokit.graphql(ENTRY, { ...at, number }),
  }));
  const { headRefOid, mergeQueueEntry } = repository.pullRequest;
  return headRefOid === head && mergeQueueEntry?.headCommit?.oid === group.headSha;
};

/** The group changes its base in exactly the files, and to exactly the bytes, in which the head changes its own. */
const isSameChange: Proof = async ({ access, trees }, { head, branch, group }) => {
  const { mergeBase } = await findBase(access, branch, head);
  const read = async (before: string, after: string) => {
    const [old, now] = [await trees.readWhole(before), await trees.readWhole(after)];
    if (old === null || now === null) return null;
    const entries = compareTrees({ before: old, after: now }, []);
    return JSON.stringify(entries.map((entry) => [entry.path, entry.previousPath, entry.before, entry.after]));
  };
  const [asked, queued] = [await read(mergeBase, head), await read(group.baseSha, group.headSha)];
  return asked !== null && asked === queued && asked !== '[]';
};

const proofs: readonly Proof[] = [isParent, isEntry, isSameChange];
