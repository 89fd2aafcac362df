import { type Issue, issuesOf } from '../issues.ts';
import type { Topic, World } from '../world.ts';
import { nodeId, presentAccount } from './account.ts';
import { presentApp } from './app.ts';
import { associationOf, commentsOf, noReactions, presentIssue, presentLabel, topicPage } from './pull.ts';
import { repositoryUrl } from './repository.ts';

/** An issue as it stands in lists and alone. */
export function presentIssueItself(world: World, issue: Issue): Readonly<Record<string, unknown>> {
  const { repository, number, id } = issue;
  const url = repositoryUrl(world, repository);
  const self = `${url}/issues/${number}`;
  return {
    url: self,
    repository_url: url,
    labels_url: `${self}/labels{/name}`,
    comments_url: `${self}/comments`,
    events_url: `${self}/events`,
    html_url: topicPage(issue),
    id,
    node_id: nodeId('Issue', id),
    number,
    title: issue.title,
    user: presentAccount(world, issue.author),
    labels: issue.labels.map((label) => presentLabel(url, label)),
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: commentsOf(world, issue).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    closed_by: null,
    author_association: associationOf(issue, issue.author.login),
    active_lock_reason: null,
    body: issue.body,
    reactions: { url: `${self}/reactions`, total_count: 0, ...noReactions },
    timeline_url: `${self}/timeline`,
    performed_via_github_app: issue.app === null ? null : presentWriter(world, issue.app),
    state_reason: issue.stateReason,
  };
}

/** What a comment stands on, as a webhook tells it. */
export function presentTopic(world: World, { repository, number }: Topic): Readonly<Record<string, unknown>> {
  const pull = repository.pulls.get(number);
  if (pull !== undefined) return presentIssue(world, pull);
  const issue = issuesOf(repository).get(number);
  if (issue === undefined) throw new Error(`no issue ${number}`);
  return presentIssueItself(world, issue);
}

/** The published schema of issues knows no merge groups among the events of an app. */
function presentWriter(world: World, app: NonNullable<Issue['app']>) {
  return { ...presentApp(world, app), events: world.app.events.filter((event) => event !== 'merge_group') };
}
