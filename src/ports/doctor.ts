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
  /** The sandbox engines on this machine; none is asked to wall in anything. */
  readonly engines: () => Promise<readonly SandboxEngine[]>;
  /** Whether this machine knows where a source of operations is, which a repository names. */
  readonly hasSource: (name: string, kind: string) => boolean;
  /** Ends the wait for a check that takes too long with an AppError. */
  readonly inTime: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A program that can wall in strategies, and whether the image is there in which they run. */
export interface SandboxEngine {
  readonly name: string;
  readonly path: string;
  readonly image: { readonly kind: 'there' | 'missing' } | { readonly kind: 'unknown'; readonly why: string };
}

/** A repository on this machine. */
export interface LocalGround extends RepositoryGround {
  readonly name: string;
}
