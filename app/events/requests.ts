import type { z } from 'zod';
import { BACKTEST_CHECK } from '../../src/backtest/verdict/check.ts';
import { parseCommand } from '../../src/change/command.ts';
import { parseIncidentCommand } from '../../src/change/incident-command.ts';
import { redactSecrets } from '../../src/change/secrets.ts';
import { OWN_CHECKS } from '../../src/config/rules-config.ts';
import { readBacktestKey } from '../../src/flows/backtest-check/put-check.ts';
import { readRunKey } from '../../src/flows/check-key.ts';
import { readGuardKey } from '../../src/flows/guard-check.ts';
import { isAboutOps } from '../../src/flows/ops/answer-issue-comment.ts';
import { readRulesKey } from '../../src/flows/rules-check.ts';
import { VERDICT_CHECK } from '../../src/flows/verdict-check.ts';
import { GUARD_CHECK } from '../../src/gates/guard-mark.ts';
import { RULES_CHECK } from '../../src/gates/rules/head-check.ts';
import { firstOwnLine } from '../../src/kernel/markdown/own-line.ts';
import type { DeliveryRequest, NewComment } from '../../src/routing/delivery-request.ts';
import {
  CheckRunPayload,
  CheckSuitePayload,
  InstallationPayload,
  InstallationRepositoriesPayload,
  IssueCommentPayload,
  MergeGroupPayload,
  namedRepository,
  PullRequestPayload,
  PullRequestReviewPayload,
  PushPayload,
  pullOf,
  ReviewCommentPayload,
  repositoryOf,
  StatusPayload,
  WorkflowRunPayload,
} from './payloads.ts';

/** What a verified delivery asks of us; null when it is nothing, or its payload lacks what we need. */
export function requestOf(event: string, payload: unknown, appId: number): DeliveryRequest | null {
  const read = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  return read?.(payload, appId) ?? null;
}

type Reader = (payload: unknown, appId: number) => DeliveryRequest | null;

const READERS: Readonly<Record<string, Reader>> = {
  pull_request: readPull,
  pull_request_review: readReview,
  pull_request_review_comment: readReviewComment,
  issue_comment: readComment,
  check_run: readCheckRun,
  status: readStatus,
  check_suite: readCheckSuite,
  merge_group: readMergeGroup,
  push: readPush,
  workflow_run: readWorkflowRun,
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
  if (action !== 'created' || user === null) return null;
  const authorKind = user.type === 'User' ? 'person' : 'bot';
  const body = commandIn(comment.body);
  const { id, created_at: createdAt } = comment;
  const said = { id, body, author: user.login, authorKind, createdAt } as const;
  const kind = kindOfCommand(said, issue.pull_request != null);
  if (kind === null) return null;
  if (kind === 'comment') return { kind, pull: pullOf(parsed.data, issue.number), comment: said };
  return { kind, repository: repositoryOf(parsed.data), number: issue.number, comment: said };
}

/** Incidents are spoken of anywhere; on an issue that is no pull request, only operations are asked about. */
function kindOfCommand(
  { body, authorKind }: NewComment,
  isPull: boolean,
): 'comment' | 'incident-comment' | 'ops-comment' | null {
  const comment = { body, edited: false, senderKind: authorKind };
  if (parseIncidentCommand(comment).kind !== 'ignored') return 'incident-comment';
  const parsed = parseCommand(comment);
  if (parsed.kind === 'ignored') return null;
  if (isPull) return 'comment';
  return isAboutOps(parsed) ? 'ops-comment' : null;
}

/** What people talk about is none of our business: only the line of a command is kept, without credentials. */
function commandIn(body: string): string {
  return redactSecrets('comment', firstOwnLine(body) ?? '').text;
}

/** An approval of the head of a fork lets an allow comment count; a mere comment lets nothing. */
function readReview(payload: unknown): DeliveryRequest | null {
  const parsed = PullRequestReviewPayload.safeParse(payload);
  if (!parsed.success || !['submitted', 'dismissed'].includes(parsed.data.action)) return null;
  return { kind: 'approval-changed', pull: pullOf(parsed.data, parsed.data.pull_request.number) };
}

/** Only a person's reply can ask something of us; which thread it is in, and what it says, is read when it is heard. */
function readReviewComment(payload: unknown): DeliveryRequest | null {
  const parsed = ReviewCommentPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, comment, pull_request } = parsed.data;
  if (action !== 'created' || comment.in_reply_to_id == null || comment.user?.type !== 'User') return null;
  return { kind: 'thread-answered', pull: pullOf(parsed.data, pull_request.number) };
}

const OURS = {
  [VERDICT_CHECK]: { check: 'verdict', readKey: readRunKey },
  [GUARD_CHECK]: { check: 'guardrails', readKey: readGuardKey },
  [RULES_CHECK]: { check: 'rules', readKey: readRulesKey },
  [BACKTEST_CHECK]: { check: 'backtest', readKey: readBacktestKey },
} as const;

const MOVES = ['created', 'completed'];

function readCheckRun(payload: unknown, appId: number): DeliveryRequest | null {
  const parsed = CheckRunPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, check_run } = parsed.data;
  const isOurs = check_run.app?.id === appId;
  if (MOVES.includes(action)) {
    // No rule hangs on these; so nothing goes round in circles.
    if (isOurs && OWN_CHECKS.includes(check_run.name)) return null;
    return { kind: 'checks-changed', repository: repositoryOf(parsed.data), headSha: check_run.head_sha };
  }
  return isOurs && (action === 'rerequested' || action === 'requested_action') ? readPress(parsed.data) : null;
}

/** Our checks name their pull request themselves, since GitHub names none for a fork. */
function readPress({ check_run, sender, ...payload }: z.infer<typeof CheckRunPayload>): DeliveryRequest | null {
  const { name, external_id } = check_run;
  if (name !== VERDICT_CHECK && name !== GUARD_CHECK && name !== RULES_CHECK && name !== BACKTEST_CHECK) return null;
  const { check, readKey } = OURS[name];
  const key = readKey(external_id ?? '');
  if (key === null || key.repositoryId !== payload.repository.id) return null;
  return { kind: 'check-pressed', check, pull: pullOf({ ...payload, sender }, key.pull), by: sender.login };
}

function readStatus(payload: unknown): DeliveryRequest | null {
  const parsed = StatusPayload.safeParse(payload);
  if (!parsed.success) return null;
  return { kind: 'checks-changed', repository: repositoryOf(parsed.data), headSha: parsed.data.sha };
}

function readCheckSuite(payload: unknown, appId: number): DeliveryRequest | null {
  const parsed = CheckSuitePayload.safeParse(payload);
  if (!parsed.success) return null;
  const { action, check_suite } = parsed.data;
  if (action !== 'rerequested' || check_suite.app?.id !== appId) return null;
  return { kind: 'suite-pressed', repository: repositoryOf(parsed.data), headSha: check_suite.head_sha };
}

function readMergeGroup(payload: unknown): DeliveryRequest | null {
  const parsed = MergeGroupPayload.safeParse(payload);
  if (!parsed.success || parsed.data.action !== 'checks_requested') return null;
  const { head_sha, head_ref, base_sha } = parsed.data.merge_group;
  const repository = repositoryOf(parsed.data);
  return { kind: 'merge-group', repository, headSha: head_sha, headRef: head_ref, baseSha: base_sha };
}

/** Backtests are made for pull requests and by command; runs for anything else are none of ours. */
const BACKTESTED = ['pull_request', 'workflow_dispatch'];

function readWorkflowRun(payload: unknown): DeliveryRequest | null {
  const parsed = WorkflowRunPayload.safeParse(payload);
  if (!parsed.success || parsed.data.action !== 'completed') return null;
  const { id, event } = parsed.data.workflow_run;
  return BACKTESTED.includes(event) ? { kind: 'run-ended', repository: repositoryOf(parsed.data), run: id } : null;
}

/** GitHub names at most 2,048 commits of a push; from there on it is not known what changed. */
const MOST_COMMITS = 2_048;
const BRANCH = 'refs/heads/';
/** Branches that merge queues make for themselves. */
const QUEUED = `${BRANCH}gh-readonly-queue/`;

function readPush(payload: unknown): DeliveryRequest | null {
  const parsed = PushPayload.safeParse(payload);
  if (!parsed.success) return null;
  const { ref, commits, created, deleted, forced, repository } = parsed.data;
  // A branch that was not there, or is there no more, is the base of nothing.
  if (created === true || deleted === true || !ref.startsWith(BRANCH) || ref.startsWith(QUEUED)) return null;
  // What a forced push takes away is named nowhere.
  const isWhole = forced !== true && commits != null && commits.length > 0 && commits.length < MOST_COMMITS;
  const paths = isWhole ? commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]) : null;
  return {
    kind: 'base-moved',
    repository: repositoryOf(parsed.data),
    branch: ref.slice(BRANCH.length),
    isDefault: ref.slice(BRANCH.length) === repository.default_branch,
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
