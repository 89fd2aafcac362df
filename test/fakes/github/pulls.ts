import { moveBranch } from './branches.ts';
import { filesOf, keepCommit, mergeBaseOf, readCommit } from './commits.ts';
import { presentFullPull, presentLabel } from './presented/pull.ts';
import { repositoryUrl } from './presented/repository.ts';
import { recordBody, recordEvent } from './pull-history.ts';
import type { MergeGroup } from './records.ts';
import { type Changes, type CommitOrder, commit, commitOn, forkOf, signatureOf } from './repositories.ts';
import {
  type Account,
  accountOf,
  baseSha,
  type Label,
  type Pull,
  type Repository,
  timestamp,
  type World,
} from './world.ts';

/** A pull request to open. */
export interface PullOrder {
  readonly title: string;
  readonly body?: string | null;
  /** `ada` unless told otherwise. */
  readonly author?: string;
  /** The branch to merge; with changes it is made from the base when it is not there. */
  readonly head: string;
  readonly changes?: Changes;
  readonly base?: string;
  readonly draft?: boolean;
  /** Login of the owner in whose fork the head stands. */
  readonly fork?: string;
  readonly labels?: readonly string[];
  /** The next one unless told otherwise. */
  readonly number?: number;
}

/** Opens a pull request and says so. */
export function openPull(world: World, repository: Repository, order: PullOrder): Pull {
  const { head, base = repository.defaultBranch, author = order.fork ?? 'ada', changes } = order;
  const from = order.fork === undefined ? repository : forkOf(world, repository, order.fork);
  const baseCommit = repository.branches.get(base);
  if (baseCommit === undefined) throw new Error(`no branch ${base} to merge into`);
  if (changes !== undefined) {
    const parent = from.branches.get(head) ?? baseCommit;
    const to = commitOn(world, from, { parent, changes, message: order.title, author });
    moveBranch(world, from, { branch: head, to, by: accountOf(world, author).login });
  }
  const headSha = from.branches.get(head);
  if (headSha === undefined) throw new Error(`no branch ${head} to merge; give its changes`);
  const now = timestamp(world.now());
  const pull: Pull = {
    id: world.nextId(),
    number: order.number ?? repository.pulls.size + 1,
    repository,
    author: accountOf(world, author),
    head: { repository: from, branch: head },
    createdAt: now,
    heads: [headSha],
    events: [],
    bodyEdits: [],
    reviews: [],
    reviewComments: [],
    headSha,
    base,
    finalBaseSha: null,
    title: order.title,
    body: order.body ?? null,
    state: 'open',
    draft: order.draft ?? false,
    labels: (order.labels ?? []).map((name) => ({ id: world.nextId(), name })),
    updatedAt: now,
    closedAt: null,
    mergedAt: null,
    mergeSha: null,
    queued: null,
  };
  repository.pulls.set(pull.number, pull);
  for (const { name } of pull.labels) recordEvent(world, pull, { kind: 'labeled', by: pull.author, label: name });
  tell(world, pull, { action: 'opened' });
  return pull;
}

/** Adds a commit to the head of a pull request, by its author unless told otherwise. */
export function push(world: World, pull: Pull, order: Omit<CommitOrder, 'branch'>): string {
  const { repository, branch } = pull.head;
  const sha = commit(world, repository, { author: pull.author.login, ...order, branch });
  return moveHead(world, pull, sha);
}

/** Replaces all commits of a pull request by one that makes the given changes to its base. */
export function forcePush(world: World, pull: Pull, changes: Changes, message = pull.title): string {
  const { repository, branch } = pull.head;
  const parent = mergeBaseOf(repository.objects, baseSha(pull), pull.headSha) ?? baseSha(pull);
  const sha = commitOn(world, repository, { parent, changes, message, author: pull.author.login });
  moveBranch(world, repository, { branch, to: sha, by: pull.author.login, kind: 'force_push' });
  return moveHead(world, pull, sha);
}

/** Closes a pull request, merged or not. */
export function closePull(world: World, pull: Pull, options: { readonly merged?: boolean } = {}): void {
  const { repository, base } = pull;
  const now = timestamp(world.now());
  pull.finalBaseSha = baseSha(pull);
  if (options.merged === true) {
    pull.mergeSha = mergeCommit(world, pull);
    pull.mergedAt = now;
    moveBranch(world, repository, { branch: base, to: pull.mergeSha, by: repository.owner.login, kind: 'pr_merge' });
    recordEvent(world, pull, { kind: 'merged', by: repository.owner });
  }
  recordEvent(world, pull, { kind: 'closed', by: repository.owner });
  Object.assign(pull, { state: 'closed', closedAt: now, updatedAt: now, queued: null });
  tell(world, pull, { action: 'closed', sender: repository.owner });
}

/** What a person edits of a pull request. */
export interface PullEdit {
  readonly title?: string;
  readonly body?: string | null;
  readonly base?: string;
  readonly draft?: boolean;
  /** Login of who edits: the author unless told otherwise. */
  readonly by?: string;
}

/** Edits a pull request; turning a draft ready (or back) is an event of its own. */
export function editPull(world: World, pull: Pull, { draft, by, ...edit }: PullEdit): void {
  const sender = by === undefined ? pull.author : accountOf(world, by);
  const { title = pull.title, body = pull.body } = edit;
  if (title !== pull.title)
    recordEvent(world, pull, { kind: 'renamed', by: sender, rename: { from: pull.title, to: title } });
  if (edit.base !== undefined && edit.base !== pull.base)
    recordEvent(world, pull, { kind: 'base_ref_changed', by: sender });
  if (body !== pull.body) recordBody(world, pull, { text: body ?? '', by: sender });
  const changes = {
    ...(edit.title === undefined ? {} : { title: { from: pull.title } }),
    ...(edit.body === undefined ? {} : { body: { from: pull.body ?? '' } }),
    ...(edit.base === undefined ? {} : { base: { ref: { from: pull.base }, sha: { from: baseSha(pull) } } }),
  };
  Object.assign(pull, edit, { updatedAt: timestamp(world.now()) });
  if (Object.keys(changes).length > 0) tell(world, pull, { action: 'edited', changes, sender });
  if (draft === undefined || draft === pull.draft) return;
  pull.draft = draft;
  tell(world, pull, { action: draft ? 'converted_to_draft' : 'ready_for_review', sender });
}

/** Puts a label on a pull request. */
export function addLabel(world: World, pull: Pull, { name, by }: LabelOrder): void {
  const label = { id: world.nextId(), name };
  pull.labels.push(label);
  tellLabel(world, pull, { kind: 'labeled', label, by });
}

/** Takes a label off a pull request. */
export function removeLabel(world: World, pull: Pull, { name, by }: LabelOrder): void {
  const label = pull.labels.find((each) => each.name === name);
  if (label === undefined) throw new Error(`no label ${name}`);
  pull.labels = pull.labels.filter((each) => each !== label);
  tellLabel(world, pull, { kind: 'unlabeled', label, by });
}

interface LabelOrder {
  readonly name: string;
  /** Login of who does it: the author unless told otherwise. */
  readonly by: string | undefined;
}

interface LabelDeed {
  readonly kind: 'labeled' | 'unlabeled';
  readonly label: Label;
  readonly by: string | undefined;
}

function tellLabel(world: World, pull: Pull, { kind, label, by }: LabelDeed): void {
  const sender = by === undefined ? pull.author : accountOf(world, by);
  recordEvent(world, pull, { kind, by: sender, label: label.name });
  pull.updatedAt = timestamp(world.now());
  tell(world, pull, { action: kind, sender, label: presentLabel(repositoryUrl(world, pull.repository), label) });
}

/** Puts a pull request in the merge queue: a commit is made of it and of its base, and checks are asked for. */
export function mergeGroup(world: World, pull: Pull): MergeGroup {
  const { repository, base, number } = pull;
  const headRef = `refs/heads/gh-readonly-queue/${base}/pr-${number}-${baseSha(pull)}`;
  const group = { headSha: mergeCommit(world, pull), headRef, baseSha: baseSha(pull) };
  pull.queued = group;
  pull.heads.push(group.headSha);
  moveBranch(world, repository, { branch: headRef.replace('refs/heads/', ''), to: group.headSha, by: 'web-flow' });
  world.announce({
    event: 'merge_group',
    repository,
    sender: pull.author,
    payload: {
      action: 'checks_requested',
      merge_group: {
        head_sha: group.headSha,
        head_ref: headRef,
        base_sha: group.baseSha,
        base_ref: `refs/heads/${base}`,
        head_commit: {
          id: group.headSha,
          tree_id: readCommit(repository.objects, group.headSha).tree,
          message: `Merge pull request #${number}`,
          timestamp: timestamp(world.now()),
          author: { name: pull.author.login, email: `${pull.author.login}@example.org` },
          committer: { name: 'GitHub', email: 'noreply@github.com' },
        },
      },
    },
  });
  return group;
}

function moveHead(world: World, pull: Pull, after: string): string {
  const before = pull.headSha;
  pull.heads.push(after);
  Object.assign(pull, { headSha: after, updatedAt: timestamp(world.now()), queued: null });
  if (pull.state === 'open') tell(world, pull, { action: 'synchronize', before, after });
  return after;
}

/** The commit that merges the changes of a pull request into its base as it stands now. */
function mergeCommit(world: World, pull: Pull): string {
  const { objects } = pull.repository;
  const base = baseSha(pull);
  const mergeBase = mergeBaseOf(objects, base, pull.headSha);
  const [before, after] = [mergeBase === null ? null : filesOf(objects, mergeBase), filesOf(objects, pull.headSha)];
  const files = new Map(filesOf(objects, base));
  for (const path of before?.keys() ?? []) if (!after.has(path)) files.delete(path);
  for (const [path, file] of after) if (before?.get(path)?.sha !== file.sha) files.set(path, file);
  const message = `Merge pull request #${pull.number}`;
  return keepCommit(objects, { files, parents: [base, pull.headSha], author: signatureOf(world, 'web-flow'), message });
}

interface Told {
  readonly action: string;
  readonly sender?: Account;
  readonly changes?: object;
  readonly label?: object;
  readonly before?: string;
  readonly after?: string;
}

function tell(world: World, pull: Pull, { sender = pull.author, ...told }: Told): void {
  const { repository, number } = pull;
  const payload = { ...told, number, pull_request: presentFullPull(world, pull) };
  world.announce({ event: 'pull_request', repository, sender, payload });
}
