import { type Account, accountOf, type Repository, timestamp, type World } from './world.ts';

/** An issue that is no pull request. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  readonly createdAt: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | null;
  updatedAt: string;
  closedAt: string | null;
  /** How often it was written over. */
  edits: number;
}

/** An issue to open. */
export interface IssueOrder {
  readonly title: string;
  readonly body?: string;
  /** `ada` unless told otherwise. */
  readonly author?: string;
  /** The next one unless told otherwise. */
  readonly number?: number;
  readonly state?: Issue['state'];
  readonly stateReason?: Issue['stateReason'];
}

const known = new WeakMap<Repository, Map<number, Issue>>();

/** The issues of a repository by number, oldest first. */
export function issuesOf(repository: Repository): Map<number, Issue> {
  const issues = known.get(repository) ?? new Map<number, Issue>();
  known.set(repository, issues);
  return issues;
}

/** The part of a world that an issue needs. */
type Ground = Pick<World, 'accounts' | 'nextId' | 'now'>;

/** Opens an issue; issues and pull requests are counted together. */
export function openIssue(world: Ground, repository: Repository, order: IssueOrder): Issue {
  const issues = issuesOf(repository);
  const numbers = [0, ...issues.keys(), ...repository.pulls.keys()];
  const now = timestamp(world.now());
  const issue: Issue = {
    id: world.nextId(),
    number: order.number ?? Math.max(...numbers) + 1,
    repository,
    author: accountOf(world, order.author ?? 'ada'),
    createdAt: now,
    title: order.title,
    body: order.body ?? '',
    state: order.state ?? 'open',
    stateReason: order.stateReason ?? null,
    updatedAt: now,
    closedAt: order.state === 'closed' ? now : null,
    edits: 0,
  };
  issues.set(issue.number, issue);
  return issue;
}

/** What is written over of an issue. */
export interface IssueEdit {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly state?: Issue['state'] | undefined;
  readonly stateReason?: Issue['stateReason'] | undefined;
}

/** Writes an issue over. */
export function editIssue(world: Ground, issue: Issue, { title, body, state, stateReason }: IssueEdit): void {
  const now = timestamp(world.now());
  issue.title = title ?? issue.title;
  issue.body = body ?? issue.body;
  if (state !== undefined && state !== issue.state) {
    issue.state = state;
    issue.closedAt = state === 'closed' ? now : null;
    issue.stateReason = state === 'closed' ? (stateReason ?? 'completed') : 'reopened';
  }
  issue.updatedAt = now;
  issue.edits += 1;
}
