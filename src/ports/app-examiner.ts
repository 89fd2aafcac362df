import type { RepositoryRef } from '../change/pull-request.ts';
import type { Repository } from './repository.ts';

/** What the code host knows of our app, read and never changed. What fails throws an AppError. */
export interface AppExaminer {
  readApp(): Promise<AppFacts>;
  readHook(): Promise<HookFacts>;
  listInstallations(): Promise<readonly InstallationFacts[]>;
  /** The last attempts to deliver an event, newest first, at most a hundred. */
  listDeliveries(): Promise<readonly DeliveryAttempt[]>;
  listRepositories(): Promise<readonly RepositoryRef[]>;
  readDefaultBranch(repository: RepositoryRef): Promise<string>;
  /** The rules that bind a branch, from every ruleset. */
  readRules(repository: RepositoryRef, branch: string): Promise<readonly BranchRule[]>;
  /** The newest commit of a branch, and the files there. */
  readGround(repository: RepositoryRef, branch: string): Promise<RepositoryGround>;
}

/** Permissions by the host's names: `read`, `write` or `admin`. */
export type Permissions = Readonly<Record<string, string>>;

/** What the host knows of the app itself. */
export interface AppFacts {
  readonly id: number;
  readonly slug: string;
  /** Its page, where it is installed. */
  readonly url: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

/** Where events are delivered; null where nothing is set. */
export interface HookFacts {
  readonly url: string | null;
  readonly contentType: string | null;
  readonly hasSecret: boolean;
  readonly checksCertificate: boolean;
}

/** The app where somebody installed it. */
export interface InstallationFacts {
  readonly account: string;
  readonly isOrganisation: boolean;
  /** The page on which its owner accepts permissions. */
  readonly url: string;
  readonly permissions: Permissions;
  readonly suspended: boolean;
}

/** One attempt to deliver an event. */
export interface DeliveryAttempt {
  readonly guid: string;
  readonly event: string;
  readonly at: string;
  /** What the server answered, or what the host writes where it did not. */
  readonly statusCode: number;
}

/** A rule that binds a branch, with the checks it demands where it demands any. */
export interface BranchRule {
  readonly type: string;
  readonly requiredChecks: readonly RequiredCheck[];
}

/** A check that must pass, and the id of the app that must have made it; null when any may. */
export interface RequiredCheck {
  readonly name: string;
  readonly app: number | null;
}

/** Files of a repository at a commit. */
export interface RepositoryGround {
  readonly files: Pick<Repository, 'readFiles' | 'listFiles'>;
  readonly commit: string;
}
