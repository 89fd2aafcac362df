import { parseCommand } from '../../src/change/command.ts';
import { redactSecrets } from '../../src/change/secrets.ts';
import { readRunKey } from '../../src/flows/check-key.ts';
import { VERDICT_CHECK } from '../../src/flows/verdict-check.ts';
import { firstOwnLine } from '../../src/kernel/markdown/own-line.ts';
import type { DeliveryRequest } from '../../src/routing/delivery-request.ts';
import {
  CheckRunPayload,
  InstallationPayload,
  InstallationRepositoriesPayload,
  IssueCommentPayload,
  MergeGroupPayload,
  namedRepository,
  PullRequestPayload,
  PushPayload,
  pullOf,
  repositoryOf,
} from './payloads.ts';

/** What a verified delivery asks of us; null when it is nothing, or its payload lacks what we need. */
export function requestOf(event: string, payload: unknown, appId: number): DeliveryRequest | null {
  const read = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  return read?.(payload, appId) ?? null;
}

type Reader = (payload: unknown, appId: number) => DeliveryRequest | null;

const READERS: Readonly<Record<string, Reader>> = {
  pull_request: readPull,
  issue_comment: readComment,
  check_run: readCheckRun,
  merge_group: readMergeGroup,
  push: readPush,
  installation: readInstallation,
  installation_repositories: readInstallationRepositories,
};

const LOOK_AGAIN = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited', 'labeled', 'unlabeled'];

function readPull(payload: unknown): DeliveryRequest | null {
  const parsed = PullRequestPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, pull_request, changes } = parsed.data;
  const pull = pullOf(parsed.data, pull_request.number);
  if (action === 'closed') return { kind: 'pull-closed', pull, merged: pull_request.merged === true };
  if (!LOOK_AGAIN.includes(action)) return null;
  const movesBase = action === 'edited' && changes?.base !== undefined;
  return { kind: 'pull-changed', pull, again: action === 'reopened' || movesBase };
}

function readComment(payload: unknown): DeliveryRequest | null {
  const parsed = IssueCommentPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, issue, comment } = parsed.data;
  const { user } = comment;
  if (action !== 'created' || issue.pull_request == null || user === null) return null;
  const authorKind = user.type === 'User' ? 'person' : 'bot';
  const body = commandIn(comment.body);
  if (parseCommand({ body, edited: false, senderKind: authorKind }).kind === 'ignored') return null;
  const { id } = comment;
  return {
    kind: 'comment',
    pull: pullOf(parsed.data, issue.number),
    comment: { id, body, author: user.login, authorKind },
  };
}

/** What people talk about is none of our business: only the line of a command is kept, without credentials. */
function commandIn(body: string): string {
  return redactSecrets('comment', firstOwnLine(body) ?? '').text;
}

/** Our check names its pull request itself, since GitHub names none for a fork. */
function readCheckRun(payload: unknown, appId: number): DeliveryRequest | null {
  const parsed = CheckRunPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, check_run, sender } = parsed.data;
  const isOurs = check_run.app?.id === appId && check_run.name === VERDICT_CHECK;
  if (!isOurs || (action !== 'rerequested' && action !== 'requested_action')) return null;
  const key = readRunKey(check_run.external_id ?? '');
  if (key === null || key.repositoryId !== parsed.data.repository.id) return null;
  return { kind: 'check-pressed', pull: pullOf(parsed.data, key.pull), by: sender.login };
}

function readMergeGroup(payload: unknown): DeliveryRequest | null {
  const parsed = MergeGroupPayload.safeParse(payload);
  if (!parsed.success || parsed.data.action !== 'checks_requested') return null;
  const { head_sha, head_ref, base_sha } = parsed.data.merge_group;
  const repository = repositoryOf(parsed.data);
  return { kind: 'merge-group', repository, headSha: head_sha, headRef: head_ref, baseSha: base_sha };
}

/** GitHub names at most 2,048 commits of a push; from there on it is not known what changed. */
const MOST_COMMITS = 2_048;

function readPush(payload: unknown): DeliveryRequest | null {
  const parsed = PushPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { ref, repository, commits } = parsed.data;
  const branch = repository.default_branch;
  if (branch === undefined || ref !== `refs/heads/${branch}`) return null;
  const isWhole = commits != null && commits.length > 0 && commits.length < MOST_COMMITS;
  const paths = isWhole ? commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]) : null;
  return {
    kind: 'base-moved',
    repository: repositoryOf(parsed.data),
    branch,
    paths: paths && [...new Set(paths)],
  };
}

function readInstallation(payload: unknown): DeliveryRequest | null {
  const parsed = InstallationPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, installation, repositories } = parsed.data;
  const named = (repositories ?? []).map((one) => namedRepository(one, installation.id));
  if (action === 'deleted' || action === 'suspend') {
    return { kind: 'repositories-removed', ids: named.map(({ id }) => id) };
  }
  if (action !== 'created' && action !== 'unsuspend') return null;
  return { kind: 'repositories-added', repositories: named };
}

function readInstallationRepositories(payload: unknown): DeliveryRequest | null {
  const parsed = InstallationRepositoriesPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, installation, repositories_added: added, repositories_removed: removed } = parsed.data;
  if (action === 'removed') return { kind: 'repositories-removed', ids: removed.map(({ id }) => id) };
  return { kind: 'repositories-added', repositories: added.map((one) => namedRepository(one, installation.id)) };
}
