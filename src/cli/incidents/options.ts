import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `conclave incidents lint`, checked; paths are absolute. */
export interface IncidentsOptions {
  /** Null for the configured one. */
  readonly file: string | null;
  /** The folder in which the repository is looked for. */
  readonly folder: string;
  readonly base: string | null;
  /** Where it is told how issues stand; null where GitHub is to be asked. */
  readonly issues: string | null;
  /** Null for the one that the environment or the remote names. */
  readonly repository: { readonly owner: string; readonly name: string } | null;
  readonly json: boolean;
}

const Raw = z.object({
  file: z.string().optional(),
  base: z.string().optional(),
  issues: z.string().optional(),
  repo: z.string().optional(),
  repoDir: z.string().optional(),
  json: z.boolean().default(false),
});

/** Checks the options of the command line; relative paths mean the folder of the terminal. */
export function parseIncidentsOptions(options: unknown, { folder }: Pick<Terminal, 'folder'>): IncidentsOptions {
  const { file, base, issues, repo, repoDir, json } = Raw.parse(options);
  refuseSwallowed({ base, issues, repo, repoDir }, 'incidents lint');
  const at = (path: string) => (isAbsolute(path) ? path : resolve(folder, path));
  const named = file === undefined ? null : at(file);
  if (issues !== undefined && repo !== undefined) {
    throw new AppError('bad-input', '--issues and --repo were both given', { expected: 'one of them' });
  }
  return {
    file: named,
    folder: repoDir === undefined ? (named === null ? folder : dirname(named)) : at(repoDir),
    base: base ?? null,
    issues: issues === undefined ? null : at(issues),
    repository: repo === undefined ? null : parseRepository(repo, '--repo'),
    json,
  };
}

/** Reads `owner/name`; throws an AppError for anything else. */
export function parseRepository(text: string, where: string): NonNullable<IncidentsOptions['repository']> {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text.trim()) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new AppError('bad-input', `${JSON.stringify(text)} is no repository on GitHub`, {
    where,
    expected: 'owner/name, e.g. acme/quant; a folder is named with --repo-dir',
  });
}
