import type { ModelId } from '../kernel/model-id.ts';
import type { RepositoryGround } from './app-examiner.ts';
import type { Clock } from './clock.ts';
import type { DatabaseStanding, KnownApp, ServerAnswer } from './installation.ts';
import type { ModelReach } from './models.ts';
import type { ProgramFiles } from './program-files.ts';
import type { Scanner } from './scanner.ts';

/** What a doctor may look at; nothing is changed and no model is asked. What stands in the way throws an AppError. */
export interface DoctorPorts {
  readonly program: ProgramFiles;
  readonly clock: Clock;
  /** The repository on this machine; null when none was named and the current folder is none. */
  readonly local: () => Promise<LocalGround | null>;
  readonly reach: (model: ModelId) => ModelReach;
  /** Whether the server was told to ask no language model. */
  readonly rehearsal: () => boolean;
  /** Null before setup. */
  readonly app: () => KnownApp | null;
  /** How the server is reached from outside, without a slash at its end; null when nobody said so. */
  readonly publicUrl: () => string | null;
  readonly server: (address: string) => Promise<ServerAnswer>;
  /** Where the database is: of the user's own somewhere, or the delivered one on this machine. */
  readonly databasePlace: () => 'elsewhere' | 'here';
  readonly database: () => Promise<DatabaseStanding>;
  /** Where rules of a repository are proven. */
  readonly prover: Pick<Scanner, 'prove'>;
  /** The sandbox engines on this machine, by name. */
  readonly engines: () => Promise<readonly string[]>;
  /** Ends the wait for a check that takes too long with an AppError. */
  readonly inTime: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A repository on this machine. */
export interface LocalGround extends RepositoryGround {
  readonly name: string;
}
