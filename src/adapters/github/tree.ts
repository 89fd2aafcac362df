import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';

/** One file of a commit, with its mode as git writes it: `100644`, `120000` for a link, `160000` for a submodule. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  /** Bytes; null for what is no file. */
  readonly size: number | null;
}

/** Files of a commit by path; folders are not listed. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** Reads which files a commit holds. */
export interface TreeReader {
  /** All files of a commit; null when there are more than GitHub lists at once (100,000 entries or 7 MB). */
  readWhole(commit: string): Promise<Tree | null>;
  /** Those of some paths that are files of a commit. */
  readPaths(commit: string, paths: readonly string[]): Promise<Tree>;
  /** All files below a folder of a commit; the empty folder is the whole commit. */
  readBelow(commit: string, folder: string): Promise<Tree>;
}

/** How many listings are kept, since one review asks for two commits again and again. */
const MOST_KEPT = 4;

/** Most folders that are listed one by one where a commit is too large to be listed at once. */
const MOST_FOLDERS = 1_000;

const Listing = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().optional(),
    }),
  ),
});
type Listing = z.infer<typeof Listing>;

/** Opens a reader that keeps what it read of the last few commits; a commit never changes. */
export function openTrees(access: Access): TreeReader {
  const kept = new Map<string, Promise<Listing>>();
  const list = (id: string, recursive: boolean) => {
    const key = `${id} ${recursive}`;
    const listing = kept.get(key) ?? readListing(access, id, recursive);
    kept.delete(key);
    kept.set(key, listing);
    listing.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return listing;
  };
  const readWhole = async (commit: string) => {
    const listing = await list(commit, true);
    return listing.truncated ? null : filesOf(listing, '');
  };
  const walk: Walk = { access, list: (id) => list(id, false) };
  return {
    readWhole,
    readPaths: async (commit, paths) => {
      const whole = await readWhole(commit);
      return whole === null ? walkPaths(walk, commit, paths) : pick(whole, paths);
    },
    readBelow: async (commit, folder) => {
      const whole = await readWhole(commit);
      if (whole === null) return readFolder(walk, commit, folder);
      return new Map([...whole].filter(([path]) => folder === '' || path.startsWith(`${folder}/`)));
    },
  };
}

async function readListing({ octokit, at, name }: Access, id: string, recursive: boolean): Promise<Listing> {
  return ask(`the files of ${name} at ${id}`, Listing, () =>
    octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      ...at,
      tree_sha: id,
      ...(recursive && { recursive: '1' }),
    }),
  );
}

function filesOf({ tree }: Listing, folder: string): Tree {
  const files = tree.filter(({ type }) => type !== 'tree');
  return new Map(files.map(({ path, mode, sha, size }) => [folder + path, { mode, id: sha, size: size ?? null }]));
}

function pick(tree: Tree, paths: readonly string[]): Tree {
  return new Map(paths.flatMap((path) => [[path, tree.get(path)] as const]).filter(isThere));
}

function isThere(pair: readonly [string, TreeEntry | undefined]): pair is readonly [string, TreeEntry] {
  return pair[1] !== undefined;
}

interface Walk {
  readonly access: Access;
  readonly list: (id: string) => Promise<Listing>;
}

/** Lists the folders of the paths one by one, each once. */
async function walkPaths(walk: Walk, commit: string, paths: readonly string[]): Promise<Tree> {
  const found = new Map<string, TreeEntry>();
  const folders = new Map<string, Listing | null>();
  const listFolder = async (folder: string): Promise<Listing | null> => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    if (folders.size >= MOST_FOLDERS) throw tooManyFolders(walk.access, commit);
    const listing =
      folder === '' ? await walk.list(commit) : await listBelow(await listFolder(parentOf(folder)), folder);
    folders.set(folder, listing);
    return listing;
  };
  const listBelow = async (parent: Listing | null, folder: string): Promise<Listing | null> => {
    const id = parent?.tree.find(({ path, type }) => type === 'tree' && path === nameOf(folder))?.sha;
    return id === undefined ? null : walk.list(id);
  };
  for (const path of paths) {
    const listing = await listFolder(parentOf(path));
    const entry = listing === null ? undefined : filesOf(listing, '').get(nameOf(path));
    if (entry !== undefined) found.set(path, entry);
  }
  return found;
}

async function readFolder({ access, list }: Walk, commit: string, folder: string): Promise<Tree> {
  let id = commit;
  for (const name of folder.split('/').filter((part) => part !== '')) {
    const listing = await list(id);
    const next = listing.tree.find(({ path, type }) => type === 'tree' && path === name);
    if (next === undefined) return new Map();
    id = next.sha;
  }
  const listing = id === commit ? null : await readListing(access, id, true);
  if (listing === null || listing.truncated) throw tooManyFiles(access, commit, folder);
  return filesOf(listing, `${folder}/`);
}

function tooManyFolders({ name }: Access, commit: string): AppError {
  const what = `more than ${MOST_FOLDERS} folders of ${name} at ${commit} would have to be listed one by one`;
  return new AppError('outside-failed', what, { expected: 'a change that people could read' });
}

function tooManyFiles({ name }: Access, commit: string, folder: string): AppError {
  const where = folder === '' ? name : `the folder ${folder} of ${name}`;
  const what = `${where} holds more files at ${commit} than GitHub lists`;
  return new AppError('outside-failed', what, { expected: 'at most 100,000 entries' });
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
