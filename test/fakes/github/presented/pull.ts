import { compareLines } from '../file-changes.ts';
import { changesOf, commitsOf } from '../pull-changes.ts';
import { requestedOf } from '../requested.ts';
import {
  accountOf,
  baseSha,
  type Comment,
  type Label,
  type Pull,
  type Repository,
  type Topic,
  type World,
} from '../world.ts';
import { nodeId, presentAccount } from './account.ts';
import { presentRepository, repositoryUrl } from './repository.ts';
import { presentListedTeam } from './team.ts';

/** A pull request as it stands in lists. */
export function presentPull(world: World, pull: Pull): Readonly<Record<string, unknown>> {
  const url = repositoryUrl(world, pull.repository);
  const requested = requestedOf(pull);
  const html = pullPage(pull);
  const self = `${url}/pulls/${pull.number}`;
  const links = {
    self,
    html,
    issue: `${url}/issues/${pull.number}`,
    comments: `${url}/issues/${pull.number}/comments`,
    review_comments: `${self}/comments`,
    review_comment: `${url}/pulls/comments{/number}`,
    commits: `${self}/commits`,
    statuses: `${url}/statuses/${pull.headSha}`,
  };
  return {
    url: self,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: links.issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: presentAccount(world, pull.author),
    body: pull.body,
    labels: pull.labels.map((label) => presentLabel(url, label)),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [...requested.users].map((login) => presentAccount(world, accountOf(world, login))),
    requested_teams: [...requested.teams].map((slug) => presentListedTeam(world, pull.repository.owner.login, slug)),
    head: presentSide(world, { ...pull.head, sha: pull.headSha }),
    base: presentSide(world, { repository: pull.repository, branch: pull.base, sha: baseSha(pull) }),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: associationOf(pull, pull.author.login),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** A pull request as it is read alone, with its counts. */
export function presentFullPull(world: World, pull: Pull): Readonly<Record<string, unknown>> {
  const { objects } = pull.repository;
  const lines = changesOf(pull).map((change) => compareLines(objects, change));
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    ...presentPull(world, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
    rebaseable: pull.state === 'open',
    mergeable_state: pull.state === 'open' ? 'clean' : 'unknown',
    merged_by: pull.mergedAt === null ? null : presentAccount(world, pull.repository.owner),
    comments: commentsOf(world, pull).length,
    review_comments: 0,
    maintainer_can_modify: pull.head.repository !== pull.repository,
    commits: commitsOf(pull).length,
    additions: sum(lines.map(({ additions }) => additions)),
    deletions: sum(lines.map(({ deletions }) => deletions)),
    changed_files: lines.length,
  };
}

/** A pull request as a webhook about its comments tells it. */
export function presentIssue(world: World, pull: Pull): Readonly<Record<string, unknown>> {
  const url = repositoryUrl(world, pull.repository);
  const self = `${url}/issues/${pull.number}`;
  const html = pullPage(pull);
  return {
    url: self,
    repository_url: url,
    labels_url: `${self}/labels{/name}`,
    comments_url: `${self}/comments`,
    events_url: `${self}/events`,
    html_url: html,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    title: pull.title,
    user: presentAccount(world, pull.author),
    labels: pull.labels.map((label) => presentLabel(url, label)),
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: commentsOf(world, pull).length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: associationOf(pull, pull.author.login),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: `${url}/pulls/${pull.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.mergedAt,
    },
    body: pull.body,
    reactions: { url: `${self}/reactions`, total_count: 0, ...noReactions },
    performed_via_github_app: null,
    state_reason: null,
  };
}

/** The page of a pull request for people. */
export function pullPage({ repository, number }: Pull): string {
  return `https://github.com/${repository.owner.login}/${repository.name}/pull/${number}`;
}

/** The page of a pull request or an issue for people. */
export function topicPage(topic: Topic): string {
  const { repository, number } = topic;
  const kind = repository.pulls.get(number) === topic ? 'pull' : 'issues';
  return `https://github.com/${repository.owner.login}/${repository.name}/${kind}/${number}`;
}

/** The comments on a pull request or an issue, oldest first. */
export function commentsOf({ comments }: World, topic: Topic): readonly Comment[] {
  return [...comments.values()].filter((each) => each.topic === topic);
}

/** A label with GitHub's usual colour. */
export function presentLabel(url: string, { id, name }: Label): Readonly<Record<string, unknown>> {
  const self = `${url}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId('Label', id), url: self, name, color: 'ededed', default: false, description: '' };
}

/** How somebody belongs to a repository, which is no permission. */
export function associationOf({ repository }: Pick<Pull, 'repository'>, login: string): string {
  if (repository.owner.login === login) return 'OWNER';
  return repository.collaborators.has(login.toLowerCase()) ? 'COLLABORATOR' : 'NONE';
}

/** Counts of reactions where there are none. */
export const noReactions = {
  '+1': 0,
  '-1': 0,
  laugh: 0,
  confused: 0,
  heart: 0,
  hooray: 0,
  rocket: 0,
  eyes: 0,
} as const;

interface Side {
  readonly repository: Repository;
  readonly branch: string;
  readonly sha: string;
}

function presentSide(world: World, { repository, branch, sha }: Side): object {
  const { owner } = repository;
  return {
    label: `${owner.login}:${branch}`,
    ref: branch,
    sha,
    user: presentAccount(world, accountOf(world, owner.login)),
    repo: repository.deleted ? null : presentRepository(world, repository),
  };
}
