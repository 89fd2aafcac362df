import type { RepositoryRef } from '../change/pull-request.ts';
import type { CodeHost } from './code-host.ts';
import type { OpsDesk } from './ops-desk.ts';

/** What we ask of the code host as an app, beyond any one repository. */
export interface AppHost {
  /** The host for one repository, with a token that reaches no other. */
  repository(ref: RepositoryRef): CodeHost;
  /** The desk of one repository's operations, with a token that reaches no other. */
  operations(ref: RepositoryRef): OpsDesk;
  /** Every repository in every installation that is not suspended. */
  listRepositories(): Promise<readonly RepositoryRef[]>;
  /** Deliveries of the last hours that ended without success and had no later success, oldest first. */
  listFailedDeliveries(since: Date): Promise<readonly FailedDelivery[]>;
  /** Asks the host to send a delivery again; it keeps its guid. */
  redeliver(id: string): Promise<void>;
}

/** A delivery that did not reach us. */
export interface FailedDelivery {
  /** The host's number of the newest attempt, by which it is asked for again; as text, since it passes 2^53. */
  readonly id: string;
  /** The delivery's own id, the same for every attempt. */
  readonly guid: string;
  readonly event: string;
  readonly deliveredAt: string;
  readonly statusCode: number;
  /** How many attempts there were so far. */
  readonly attempts: number;
}
