import type { Credentials } from '../src/adapters/installation/credentials.ts';
import {
  INSTALLATION_VARIABLE,
  readDatabaseUrl,
  readGithubAddress,
  readHome,
  readInstallation,
  readRehearsal,
} from '../src/adapters/installation/installation.ts';
import { type Environment, readChoice, readPort, textOf } from '../src/adapters/installation/variable.ts';
import type { FeatureId } from '../src/config/app-features.ts';
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from './log.ts';

/** What the app was told by its environment and by the file that setup wrote. */
export interface AppSettings {
  /** The folder in which this server keeps its own files. */
  readonly home: string;
  /** A PostgreSQL of the team's own; null for the embedded one. */
  readonly databaseUrl: string | null;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How the server is reached from outside, without a slash at its end; null when nobody said so. */
  readonly publicUrl: string | null;
  readonly github: GithubSettings;
  /** Null before setup. */
  readonly credentials: Credentials | null;
  /** The optional parts that are on. */
  readonly features: readonly FeatureId[];
  /** Whether verdicts come from evidence rules alone. */
  readonly rehearsal: boolean;
  readonly log: { readonly level: LogLevel; readonly format: LogFormat };
}

/** Where GitHub is, and whether its limits are kept. */
export interface GithubSettings {
  readonly apiUrl: string;
  readonly url: string;
  /** `off` for a GitHub Enterprise Server, which has no rate limits unless they were switched on. */
  readonly pacing: 'github' | 'off';
}

/** The environment variables that the app reads. */
export const APP_VARIABLE = {
  ...INSTALLATION_VARIABLE,
  host: 'HOST',
  port: 'PORT',
  pacing: 'CONCLAVE_GITHUB_PACING',
  logLevel: 'CONCLAVE_LOG_LEVEL',
  logFormat: 'CONCLAVE_LOG_FORMAT',
} as const;

/**
 * Reads every setting of the app; blank counts as unset. Credentials in the environment win as a whole over those that
 * setup kept; none at all means that setup is still to be done. A wrong or half-given one is an AppError that never
 * repeats a value. Who reads the log decides its form unless it is set: words on a terminal, else JSON. The server listens on this machine alone unless HOST says otherwise: in a container `0.0.0.0`.
 */
export function readAppSettings(environment: Environment, { isTerminal = false } = {}): AppSettings {
  const home = readHome(environment);
  const { publicUrl, credentials, features } = readInstallation(environment, home);
  return {
    home,
    databaseUrl: readDatabaseUrl(environment),
    host: textOf(environment, APP_VARIABLE.host) ?? '127.0.0.1',
    port: readPort(environment, APP_VARIABLE.port) ?? 3_000,
    publicUrl,
    github: {
      ...readGithubAddress(environment),
      pacing: readChoice(environment, APP_VARIABLE.pacing, ['github', 'off']) ?? 'github',
    },
    credentials,
    features,
    rehearsal: readRehearsal(environment),
    log: {
      level: readChoice(environment, APP_VARIABLE.logLevel, LOG_LEVELS) ?? 'info',
      format: readChoice(environment, APP_VARIABLE.logFormat, LOG_FORMATS) ?? (isTerminal ? 'text' : 'json'),
    },
  };
}
