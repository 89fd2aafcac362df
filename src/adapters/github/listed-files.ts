import { z } from 'zod';
import { messageOf } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';

/** Most files that GitHub lists of one pull request. */
export const MOST_LISTED = 3_000;

/** Most files that GitHub lists of what lies between two commits. */
export const MOST_COMPARED = 300;

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

const Compared = z.object({ files: z.array(Listed).default([]) });

/** Reads which files a pull request changes, with their hunks, as far as GitHub lists them. */
export async function listFiles(access: Access, number: number, count: number): Promise<FileList> {
  if (count > MOST_LISTED) return notListed(`it changes ${count} files, and GitHub lists 3,000`);
  try {
    const files = await readListed(access, number);
    if (files.length >= count) return { kind: 'listed', files };
    return notListed(`GitHub listed ${files.length} of its ${count} files`);
  } catch (error) {
    return notListed(messageOf(error));
  }
}

/** The files that GitHub lists of a pull request at the head that it has now; at most 3,000. */
export async function readListed({ octokit, at, name }: Access, number: number): Promise<readonly ListedFile[]> {
  return askAll(`the changed files of ${name}#${number}`, Listed, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      ...at,
      pull_number: number,
      per_page: 100,
    }),
  );
}

/** The files that GitHub lists of what a commit adds to another one; at most 300. */
export async function readCompared(
  { octokit, at, name }: Access,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<readonly ListedFile[]> {
  const { files } = await ask(`what ${head} adds to ${base} in ${name}`, Compared, () =>
    octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...at,
      basehead: `${base}...${head}`,
      // Pages are of commits, which nobody wants here; the files stand on the first one.
      per_page: 1,
    }),
  );
  return files;
}

function notListed(why: string): FileList {
  return { kind: 'not-listed', why };
}
