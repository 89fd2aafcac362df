import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FeatureId } from '../../config/app-features.ts';
import { appFilePath, readAppFile } from './app-file.ts';
import type { Credentials } from './credentials.ts';
import { givesCredentials, readCredentials, readFeatures } from './environment-credentials.ts';
import { type Environment, readChoice, readPostgresUrl, readUrl, textOf } from './variable.ts';

/** The environment variables that say where an installation stands and what it speaks to. */
export const INSTALLATION_VARIABLE = {
  home: 'CONCLAVE_HOME',
  databaseUrl: 'DATABASE_URL',
  publicUrl: 'CONCLAVE_PUBLIC_URL',
  githubApiUrl: 'GITHUB_API_URL',
  githubUrl: 'GITHUB_URL',
  rehearsal: 'CONCLAVE_REHEARSAL',
} as const;

/** The app that an installation is, as its environment or the file of setup says. */
export interface Installation {
  /** Null before setup. */
  readonly credentials: Credentials | null;
  /** Where the credentials were found, for people. */
  readonly source: string;
  /** The optional parts that are on. */
  readonly features: readonly FeatureId[];
  /** How the server is reached from outside, without a slash at its end; null when nobody said so. */
  readonly publicUrl: string | null;
}

/** The folder in which an installation keeps its own files. */
export function readHome(environment: Environment): string {
  return resolve(textOf(environment, INSTALLATION_VARIABLE.home) ?? usualHome());
}

/** Credentials in the environment win as a whole over those that setup kept in the home; a wrong one is an AppError. */
export function readInstallation(environment: Environment, home: string): Installation {
  const installed = givesCredentials(environment) ? null : readAppFile(home);
  return {
    credentials: installed?.credentials ?? readCredentials(environment),
    source: installed === null ? 'the environment' : appFilePath(home),
    features: installed?.features ?? readFeatures(environment),
    publicUrl: readPublicUrl(environment) ?? installed?.publicUrl ?? null,
  };
}

/** How the server is reached, as the environment alone says; null when it does not. */
export function readPublicUrl(environment: Environment): string | null {
  return readUrl(environment, INSTALLATION_VARIABLE.publicUrl, 'origin');
}

/** A PostgreSQL of the team's own; null for the embedded one. */
export function readDatabaseUrl(environment: Environment): string | null {
  return readPostgresUrl(environment, INSTALLATION_VARIABLE.databaseUrl);
}

/** A GitHub Enterprise Server answers its API below the address people open, so one of the two is enough. */
export function readGithubAddress(environment: Environment): { readonly url: string; readonly apiUrl: string } {
  const url = readUrl(environment, INSTALLATION_VARIABLE.githubUrl, 'base') ?? 'https://github.com';
  const apiUrl = url === 'https://github.com' ? 'https://api.github.com' : `${url}/api/v3`;
  return { url, apiUrl: readUrl(environment, INSTALLATION_VARIABLE.githubApiUrl, 'base') ?? apiUrl };
}

/** Whether verdicts come from evidence rules alone. */
export function readRehearsal(environment: Environment): boolean {
  return readChoice(environment, INSTALLATION_VARIABLE.rehearsal, ['false', 'true']) === 'true';
}

/** Everyone's own folder; the superuser's is closed to the user as whom the delivered PostgreSQL runs then. */
function usualHome(): string {
  return process.getuid?.() === 0 ? '/var/lib/conclave' : join(homedir(), '.conclave');
}
