import {
  type Account,
  type AppIdentity,
  accountOf,
  type Label,
  type Repository,
  timestamp,
  type World,
} from './world.ts';

/** An issue that is no pull request. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  /** The app that opened it; null for a person. */
  readonly app: AppIdentity | null;
  readonly createdAt: string;
  labels: readonly Label[];
  /** Whether it stands above the list of issues; GitHub takes three of them. */
  pinned: boolean;
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
  readonly app?: AppIdentity | null;
  readonly labels?: readonly string[];
  /** The next one unless told otherwise. */
  readonly number?: number;
  readonly state?: Issue['state'];
  readonly stateReason?: Issue['stateReason'];
}

/** What a test switches off or refuses in a repository. */
export interface IssueSwitches {
  /** Issues are switched off: GitHub answers 410. */
  off: boolean;
  /** Nobody but people may pin. */
  pinsRefused: boolean;
}

const switches = new WeakMap<Repository, IssueSwitches>();

/** The switches of a repository, all off at first. */
export function switchesOf(repository: Repository): IssueSwitches {
  const found = switches.get(repository) ?? { off: false, pinsRefused: false };
  switches.set(repository, found);
  return found;
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
    app: order.app ?? null,
    createdAt: now,
    labels: labelsOf(world, [], order.labels ?? []),
    pinned: false,
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
  /** All labels that it has from now on. */
  readonly labels?: readonly string[] | undefined;
}

/** Writes an issue over. */
export function editIssue(world: Ground, issue: Issue, edit: IssueEdit): void {
  const { title, body, state, stateReason, labels } = edit;
  const now = timestamp(world.now());
  issue.title = title ?? issue.title;
  issue.body = body ?? issue.body;
  if (labels !== undefined) issue.labels = labelsOf(world, issue.labels, labels);
  if (state !== undefined && state !== issue.state) {
    issue.state = state;
    issue.closedAt = state === 'closed' ? now : null;
    issue.stateReason = state === 'closed' ? (stateReason ?? 'completed') : 'reopened';
  }
  issue.updatedAt = now;
  issue.edits += 1;
}

/** Labels by their names; one that stands keeps its number, in whatever letters it is named. */
function labelsOf(world: Ground, standing: readonly Label[], names: readonly string[]): readonly Label[] {
  return names.map(
    (name) => standing.find((label) => label.name.toLowerCase() === name.toLowerCase()) ?? { id: world.nextId(), name },
  );
}
