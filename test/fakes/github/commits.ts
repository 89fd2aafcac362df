import { contentOf, type Files, type GitObjects, keepObject, keepTree, readFiles } from './git-objects.ts';

/** Who wrote or made a commit. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

/** A commit as git keeps it. */
export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** Keeps a commit of files and returns its id. */
export function keepCommit(
  objects: GitObjects,
  order: Pick<Commit, 'parents' | 'author' | 'message'> & { readonly files: Files },
): string {
  const signed = signatureLine(order.author);
  const lines = [
    `tree ${keepTree(objects, order.files)}`,
    ...order.parents.map((parent) => `parent ${parent}`),
    `author ${signed}`,
    `committer ${signed}`,
    '',
    order.message.endsWith('\n') ? order.message : `${order.message}\n`,
  ];
  return keepObject(objects, 'commit', Buffer.from(lines.join('\n')));
}

/** Reads a commit; throws when there is none. */
export function readCommit(objects: GitObjects, sha: string): Commit {
  const text = contentOf(objects, sha, 'commit').toString('utf8');
  const end = text.indexOf('\n\n');
  const fields = text
    .slice(0, end)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
  const first = (name: string) => fields.find(([field]) => field === name)?.[1] ?? '';
  return {
    sha,
    tree: first('tree'),
    parents: fields.flatMap(([field, value]) => (field === 'parent' ? [value] : [])),
    author: parseSignature(first('author')),
    committer: parseSignature(first('committer')),
    message: text.slice(end + 2).replace(/\n$/, ''),
  };
}

/** All files of a commit. */
export function filesOf(objects: GitObjects, commit: string): Files {
  return readFiles(objects, readCommit(objects, commit).tree);
}

/** A commit and all before it, nearest first. */
export function historyOf(objects: GitObjects, head: string): ReadonlySet<string> {
  const seen = new Set<string>([head]);
  for (const sha of seen) for (const parent of readCommit(objects, sha).parents) seen.add(parent);
  return seen;
}

/** The best common ancestor of two commits; null when they share no history. */
export function mergeBaseOf(objects: GitObjects, base: string, head: string): string | null {
  const ofBase = historyOf(objects, base);
  const common = [...historyOf(objects, head)].filter((sha) => ofBase.has(sha));
  const passed = new Set(common.flatMap((sha) => readCommit(objects, sha).parents));
  return common.find((sha) => !passed.has(sha)) ?? null;
}

function signatureLine({ name, email, date }: Signature): string {
  return `${name} <${email}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

function parseSignature(line: string): Signature {
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? [];
  return { name, email, date: new Date(Number(seconds) * 1000) };
}
