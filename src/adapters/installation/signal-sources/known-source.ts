/** What an installation knows of a source of signals. */
export interface KnownSource {
  /** As repositories call it. */
  readonly name: string;
  /** Null where only the repository says what it is, as in a terminal. */
  readonly kind: SourceKind | null;
  /** Without a slash at its end; of a PostgreSQL with its password. Null for a file. */
  readonly url: string | null;
  /** Of a file; null for a service. */
  readonly path: string | null;
  readonly token: string | null;
  readonly user: string | null;
  readonly password: string | null;
  /** Repositories, as `owner/name` in lower case, that may ask it; null where there is but one. */
  readonly repositories: readonly string[] | null;
}

export const SOURCE_KINDS = ['prometheus', 'postgres', 'mlflow', 'json', 'logs'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Whether a kind of source is a file rather than a service. */
export function isFileKind(kind: SourceKind): boolean {
  return kind === 'json' || kind === 'logs';
}
