import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from './log.ts';
import { givesCredentials, readCredentials, readFeatures } from './settings/credentials.ts';
import { type Environment, readChoice, readPort, readPostgresUrl, readUrl, textOf } from './settings/variable.ts';
import { readAppFile } from './setup/app-file.ts';
import type { Credentials } from './setup/credentials.ts';
import type { FeatureId } from './setup/features.ts';

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
  home: 'CONCLAVE_HOME',
  databaseUrl: 'DATABASE_URL',
  host: 'HOST',
  port: 'PORT',
  publicUrl: 'CONCLAVE_PUBLIC_URL',
  githubApiUrl: 'GITHUB_API_URL',
  githubUrl: 'GITHUB_URL',
  pacing: 'CONCLAVE_GITHUB_PACING',
  rehearsal: 'CONCLAVE_REHEARSAL',
  logLevel: 'CONCLAVE_LOG_LEVEL',
  logFormat: 'CONCLAVE_LOG_FORMAT',
} as const;

/**
 * Reads every setting of the app; blank counts as unset. Credentials in the environment win as a whole over those that
 * setup kept; none at all means that setup is still to be done. A wrong or half-given one is an AppError that never
 * repeats a value. Who reads the log decides its form unless it is set: words on a terminal, else JSON. The server listens on this machine alone unless HOST says otherwise: in a container `0.0.0.0`.
 */
export function readAppSettings(environment: Environment, { isTerminal = false } = {}): AppSettings {
  const home = resolve(textOf(environment, APP_VARIABLE.home) ?? join(homedir(), '.conclave'));
  const installed = givesCredentials(environment) ? null : readAppFile(home);
  return {
    home,
    databaseUrl: readPostgresUrl(environment, APP_VARIABLE.databaseUrl),
    host: textOf(environment, APP_VARIABLE.host) ?? '127.0.0.1',
    port: readPort(environment, APP_VARIABLE.port) ?? 3_000,
    publicUrl: readUrl(environment, APP_VARIABLE.publicUrl, 'origin') ?? installed?.publicUrl ?? null,
    github: readGithub(environment),
    credentials: installed?.credentials ?? readCredentials(environment),
    features: installed?.features ?? readFeatures(environment),
    rehearsal: readChoice(environment, APP_VARIABLE.rehearsal, ['false', 'true']) === 'true',
    log: {
      level: readChoice(environment, APP_VARIABLE.logLevel, LOG_LEVELS) ?? 'info',
      format: readChoice(environment, APP_VARIABLE.logFormat, LOG_FORMATS) ?? (isTerminal ? 'text' : 'json'),
    },
  };
}

/** A GitHub Enterprise Server answers its API below the address people open, so one of the two is enough. */
function readGithub(environment: Environment): GithubSettings {
  const url = readUrl(environment, APP_VARIABLE.githubUrl, 'base') ?? 'https://github.com';
  const apiUrl = url === 'https://github.com' ? 'https://api.github.com' : `${url}/api/v3`;
  return {
    url,
    apiUrl: readUrl(environment, APP_VARIABLE.githubApiUrl, 'base') ?? apiUrl,
    pacing: readChoice(environment, APP_VARIABLE.pacing, ['github', 'off']) ?? 'github',
  };
}
