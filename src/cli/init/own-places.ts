import { CONFIG_PATH } from '../../config/config.ts';
import type { Spared } from './plan.ts';

/** Folders in which GitHub looks for templates, in its own order. */
export const TEMPLATE_FOLDERS = ['.github', '', 'docs'] as const;

/** What stands in the folders where GitHub looks; folders end with a slash. */
export type Listing = ReadonlyMap<string, readonly string[]>;

/** The pull-request template of a repository in any of GitHub's places and any case; null when it has none. */
export function findPullTemplate(listing: Listing): string | null {
  return findIn(listing, /^pull_request_template(?:\.(?:md|markdown|txt))?$/i)[0] ?? null;
}

/** A folder of several pull-request templates among which authors choose; null when there is none. */
export function findTemplateFolder(listing: Listing): Spared | null {
  const [path] = findIn(listing, /^pull_request_template\/$/i);
  return path === undefined
    ? null
    : { path, reason: 'several templates; add a line "Closes #" to each, or --force adds one for all other cases' };
}

/** A configuration that nobody reads, because its name is another one; null when there is none. */
export function findMisnamedConfig(listing: Listing): Spared | null {
  const [path] = findIn(new Map([['.github', listing.get('.github') ?? []]]), /^conclave\.ya?ml$/i).filter(
    (each) => each !== CONFIG_PATH,
  );
  return path === undefined
    ? null
    : { path, reason: `is not read: the name is ${CONFIG_PATH}; rename it, or --force writes that file beside it` };
}

function findIn(listing: Listing, name: RegExp): readonly string[] {
  return TEMPLATE_FOLDERS.flatMap((folder) =>
    (listing.get(folder) ?? [])
      .filter((entry) => name.test(entry))
      .map((entry) => (folder === '' ? entry : `${folder}/${entry}`)),
  );
}
