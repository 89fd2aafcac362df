import { createHash } from 'node:crypto';

/** What kind of object git keeps. */
export type ObjectKind = 'blob' | 'tree' | 'commit';

/** Git's objects of a repository and of its forks, each under the id that git gives it. */
export type GitObjects = Map<string, { readonly kind: ObjectKind; readonly content: Buffer }>;

/** How an entry stands in a tree: plain file, executable, link or submodule. */
export type Mode = '100644' | '100755' | '120000' | '160000';

/** One file of a tree with its whole path. */
export interface TreeFile {
  readonly mode: string;
  readonly sha: string;
}

/** All files of a commit by path. */
export type Files = ReadonlyMap<string, TreeFile>;

/** What a test writes as a file: text, bytes, or either with another mode; a submodule's content is its commit. */
export type FileContent = string | Uint8Array | { readonly mode: Mode; readonly content: string | Uint8Array };

/** Keeps an object and returns its id, as `git hash-object` computes it. */
export function keepObject(objects: GitObjects, kind: ObjectKind, content: Buffer): string {
  const sha = createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
  if (!objects.has(sha)) objects.set(sha, { kind, content });
  return sha;
}

/** Keeps a file's content. */
export function keepFile(objects: GitObjects, file: FileContent): TreeFile {
  const { mode, content } =
    typeof file === 'string' || file instanceof Uint8Array ? { mode: '100644', content: file } : file;
  if (mode === '160000') return { mode, sha: content.toString() };
  return { mode, sha: keepObject(objects, 'blob', Buffer.from(content)) };
}

/** Keeps the tree of all files, folder by folder, and returns its id. */
export function keepTree(objects: GitObjects, files: Files): string {
  const entries: (TreeFile & { readonly name: string })[] = [];
  const folders = new Map<string, Map<string, TreeFile>>();
  for (const [path, file] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) entries.push({ name: path, ...file });
    else {
      const folder = folders.get(path.slice(0, slash)) ?? new Map<string, TreeFile>();
      folders.set(path.slice(0, slash), folder.set(path.slice(slash + 1), file));
    }
  }
  for (const [name, inside] of folders) entries.push({ name, mode: '40000', sha: keepTree(objects, inside) });
  const order = ({ name, mode }: (typeof entries)[number]) => Buffer.from(mode === '40000' ? `${name}/` : name);
  const parts = entries
    .toSorted((left, right) => Buffer.compare(order(left), order(right)))
    .map(({ mode, name, sha }) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]));
  return keepObject(objects, 'tree', Buffer.concat(parts));
}

/** One entry of a tree as the API lists it. */
export interface TreeEntry {
  readonly path: string;
  /** Six digits. */
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
}

/** The entries of a tree; with those of the folders inside after each folder when it is asked for. */
export function readTree(objects: GitObjects, sha: string, options: { readonly recursive: boolean }): TreeEntry[] {
  const content = contentOf(objects, sha, 'tree');
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length; ) {
    const zero = content.indexOf(0, at);
    const [mode = '', ...name] = content.toString('utf8', at, zero).split(' ');
    const entry = entryOf(name.join(' '), mode, content.toString('hex', zero + 1, zero + 21));
    entries.push(entry);
    if (options.recursive && entry.type === 'tree')
      for (const inner of readTree(objects, entry.sha, options))
        entries.push({ ...inner, path: `${entry.path}/${inner.path}` });
    at = zero + 21;
  }
  return entries;
}

/** All files of a tree by path. */
export function readFiles(objects: GitObjects, tree: string): Files {
  const entries = readTree(objects, tree, { recursive: true }).filter(({ type }) => type !== 'tree');
  return new Map(entries.map(({ path, mode, sha }) => [path, { mode, sha }]));
}

/** The content of an object; throws when there is none of that kind. */
export function contentOf(objects: GitObjects, sha: string, kind: ObjectKind): Buffer {
  const found = objects.get(sha);
  if (found?.kind !== kind) throw new Error(`no ${kind} ${sha} is kept`);
  return found.content;
}

/** True for content that git takes for binary: a zero byte among the first 8,000. */
export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8_000).includes(0);
}

function entryOf(path: string, mode: string, sha: string): TreeEntry {
  const type = mode === '40000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';
  return { path, mode: mode.padStart(6, '0'), type, sha };
}
