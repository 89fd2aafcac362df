import { z } from 'zod';
import type { PullRequest } from '../../change/pull-request.ts';
import { messageOf } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { askAll } from './ask.ts';

/** Most files that GitHub lists of one pull request. */
const MOST_LISTED = 3_000;

/** A changed file as GitHub lists it. */
export interface ListedFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  /** Hunks without headers of files; null for binary, very long and unchanged texts. */
  readonly patch: string | null;
}

/** The files that GitHub lists of a pull request, or why its list is of no use. */
export type FileList =
  | { readonly kind: 'listed'; readonly files: readonly ListedFile[] }
  | { readonly kind: 'not-listed'; readonly why: string };

const Listed = z
  .object({
    filename: z.string(),
    previous_filename: z.string().optional(),
    status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
    patch: z.string().optional(),
  })
  .transform(
    ({ filename, previous_filename, status, patch }): ListedFile => ({
      path: filename,
      previousPath: previous_filename ?? null,
      status,
      patch: patch ?? null,
    }),
  );

/** Reads which files a pull request changes, with their hunks, as far as GitHub lists them. */
export async function listFiles(access: Access, pull: PullRequest): Promise<FileList> {
  const { octokit, at, name } = access;
  if (pull.changedFiles > MOST_LISTED)
    return notListed(`it changes ${pull.changedFiles} files, and GitHub lists 3,000`);
  const asked = `the changed files of ${name}#${pull.ref.number}`;
  try {
    const files = await askAll(asked, Listed, () =>
      octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
        ...at,
        pull_number: pull.ref.number,
        per_page: 100,
      }),
    );
    if (files.length >= pull.changedFiles) return { kind: 'listed', files };
    return notListed(`GitHub listed ${files.length} of its ${pull.changedFiles} files`);
  } catch (error) {
    return notListed(messageOf(error));
  }
}

function notListed(why: string): FileList {
  return { kind: 'not-listed', why };
}
