import type { RepositoryRef } from '../change/pull-request.ts';
import type { IncidentRecord } from '../ops/incident/event.ts';
import type { StateRecord } from '../ops/state/record.ts';

/** What operations remember of a repository: its state and its incidents. One writer at a time writes of a repository. */
export interface OpsBook {
  /** What was remembered last; nothing and no damage where there is nothing yet. */
  readState(repository: RepositoryRef): Promise<KeptState>;
  writeState(repository: RepositoryRef, record: StateRecord): Promise<void>;
  /** Incidents whose record is not closed, in the order of their issues. */
  openIncidents(repository: RepositoryRef): Promise<readonly KeptIncident[]>;
  /** The incident of an issue, open or closed; null where the issue is of none. */
  findIncident(repository: RepositoryRef, issue: number): Promise<KeptIncident | null>;
  writeIncident(repository: RepositoryRef, incident: KeptIncident): Promise<void>;
}

/** A state as it was remembered. */
export interface KeptState {
  readonly record: StateRecord | null;
  /** Why what was there could not be read, in one sentence; null where it could. */
  readonly damage: string | null;
}

/** An incident as it is remembered. */
export interface KeptIncident {
  /** Number of its issue. */
  readonly issue: number;
  readonly record: IncidentRecord;
  /** Fingerprints of alerts that were firing when they were last heard of. */
  readonly firing: readonly string[];
}
