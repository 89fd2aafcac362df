import type { KeyObject } from 'node:crypto';
import type { GitObjects } from './git-objects.ts';
import type { Limits } from './limits.ts';
import type {
  Activity,
  BodyEdit,
  CommitStatus,
  MergeGroup,
  PullEvent,
  Review,
  Ruleset,
  SharedVariable,
  Variable,
} from './records.ts';
import type { ReviewComment } from './review-records.ts';

/** An account of the fake. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot';
}

/** What a person may do in a repository, as GitHub's `role_name` says it. */
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

/** How much of one kind an app may do. */
export type Level = 'read' | 'write' | 'admin';

/** What an installation grants, by GitHub's names: `{ checks: 'write' }`. */
export type Permissions = Readonly<Record<string, Level>>;

/** A repository with its branches, pull requests and rules. */
export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  /** Shared by a repository and all its forks. */
  readonly objects: GitObjects;
  /** Branch to commit. */
  readonly branches: Map<string, string>;
  readonly parent: Repository | null;
  readonly collaborators: Map<string, Role>;
  readonly pulls: Map<number, Pull>;
  readonly rulesets: Ruleset[];
  /** By their names in capitals. */
  readonly variables: Map<string, Variable>;
  /** What happened to its branches, oldest first. */
  readonly activity: Activity[];
  readonly createdAt: string;
  pushedAt: string;
  deleted: boolean;
}

/** A label of a pull request. */
export interface Label {
  readonly id: number;
  readonly name: string;
}

/** Where the head of a pull request stands. */
export interface Head {
  readonly repository: Repository;
  readonly branch: string;
}

/** A pull request. */
export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  readonly head: Head;
  readonly createdAt: string;
  /** Every commit that was its head or that a merge queue made of it. */
  readonly heads: string[];
  readonly events: PullEvent[];
  /** Every body that it had, oldest first; empty while nobody edited it. */
  readonly bodyEdits: BodyEdit[];
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  headSha: string;
  base: string;
  /** Where the base stood when the pull request was merged or closed; null while it is open. */
  finalBaseSha: string | null;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  labels: Label[];
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergeSha: string | null;
  queued: MergeGroup | null;
}

/** An app that writes: ours, or another one that shall be told from it. */
export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
}

/** A reaction on a comment. */
export interface Reaction {
  readonly id: number;
  readonly content: string;
  readonly user: Account;
  readonly createdAt: string;
}

/** A pull request or an issue, as what is said there needs it. */
export interface Topic {
  readonly number: number;
  readonly repository: Repository;
}

/** A comment on a pull request or an issue. */
export interface Comment {
  readonly id: number;
  readonly topic: Topic;
  readonly author: Account;
  /** The app that wrote it; null for a person. */
  readonly app: AppIdentity | null;
  readonly createdAt: string;
  readonly reactions: Reaction[];
  body: string;
  updatedAt: string;
  /** How often it was written over. */
  edits: number;
}

/** One line of a check's annotations, as it was sent. */
export type Annotation = Readonly<Record<string, unknown>>;

/** A check run. */
export interface Check {
  readonly id: number;
  readonly repository: Repository;
  readonly app: AppIdentity;
  readonly headSha: string;
  name: string;
  externalId: string;
  detailsUrl: string | null;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Annotation[];
  /** How often it was written over. */
  edits: number;
}

/** Our app where it is installed. */
export interface Installation {
  readonly id: number;
  readonly account: Account;
  readonly createdAt: string;
  permissions: Permissions;
  suspendedAt: string | null;
}

/** What the app gets told: its own facts, known to a test. */
export interface OwnApp extends AppIdentity {
  readonly privateKey: string;
  readonly publicKey: KeyObject;
  readonly webhookSecret: string;
  readonly clientSecret: string;
  readonly events: readonly string[];
  readonly permissions: Permissions;
}

/** An event that something happened, before it becomes a delivery. */
export interface Happening {
  readonly event: string;
  readonly repository: Repository;
  readonly sender: Account;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** All that the fake knows. */
export interface World {
  readonly app: OwnApp;
  readonly limits: Limits;
  readonly accounts: Map<string, Account>;
  /** Logins in small letters of accounts that were deleted. */
  readonly gone: Set<string>;
  readonly sharedVariables: SharedVariable[];
  readonly repositories: Repository[];
  /** Members in small letters by `org/team` in small letters; an invitation that waits is none yet. */
  readonly teams: Map<string, Map<string, 'active' | 'pending'>>;
  readonly statuses: CommitStatus[];
  readonly installations: Installation[];
  readonly comments: Map<number, Comment>;
  readonly checks: Map<number, Check>;
  readonly violations: string[];
  /** `http://127.0.0.1:…` without a slash at the end. */
  readonly url: () => string;
  readonly now: () => Date;
  readonly nextId: () => number;
  /** Tells the app what happened; a test that wants to know how it ended waits for the deliveries. */
  readonly announce: (happening: Happening) => void;
}

/** GitHub's own way to write a time: whole seconds. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The account of a login; one that is new is made. */
export function accountOf({ accounts, nextId }: Pick<World, 'accounts' | 'nextId'>, login: string): Account {
  const existing = accounts.get(login.toLowerCase());
  if (existing !== undefined) return existing;
  const account: Account = { id: nextId(), login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
  accounts.set(login.toLowerCase(), account);
  return account;
}

/** The account in whose name our app writes. */
export function appAccount(world: World): Account {
  return accountOf(world, `${world.app.slug}[bot]`);
}

/** `acme/quant`. */
export function fullName({ owner, name }: Repository): string {
  return `${owner.login}/${name}`;
}

/** The installation in which a repository stands; undefined when the app is not installed there. */
export function installationOf({ installations }: World, repository: Repository): Installation | undefined {
  return installations.find(({ account }) => account.id === repository.owner.id);
}

/** The repositories that an installation reaches. */
export function repositoriesOf({ repositories }: World, installation: Installation): readonly Repository[] {
  return repositories.filter(({ owner, deleted }) => owner.id === installation.account.id && !deleted);
}

/** Where the base of a pull request stands. */
export function baseSha({ repository, base, finalBaseSha, headSha }: Pull): string {
  return finalBaseSha ?? repository.branches.get(base) ?? headSha;
}
