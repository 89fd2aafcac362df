import type { CodeHost } from '../../ports/code-host.ts';

/** Three commits of a pull request. */
export interface Commits {
  /** The newest of the base branch. */
  readonly tip: string;
  /** Where the head left the base branch. */
  readonly mergeBase: string;
  readonly head: string;
}

/** What a pull request changes of that which made a report of it. */
export interface ProducingParts {
  /** The workflow, and actions and workflows in the repository that it uses, where the head has them otherwise. */
  readonly changed: readonly string[];
  /** What the workflow of the base uses, and what that uses in turn, as it is written there. */
  readonly uses: readonly string[];
}

/**
 * Looks whether a pull request changes the workflow file or anything in the repository that this uses. What the head has
 * as the base had it when the head left it counts as unchanged, since GitHub runs the two merged.
 */
export async function readProducingParts(
  workflow: string,
  { tip, mergeBase, head }: Commits,
  { files }: Pick<CodeHost, 'files'>,
): Promise<ProducingParts> {
  const { uses, parts } = await findUsed(workflow, tip, files);
  const [now, before, after] = [
    await listParts(parts, tip, files),
    await listParts(parts, mergeBase, files),
    await listParts(parts, head, files),
  ];
  const isOther = (part: string) => after.get(part) !== now.get(part) && after.get(part) !== before.get(part);
  return { changed: parts.filter((part) => isOther(part) || isElsewhere(now.get(part) ?? '')).map(nameOf), uses };
}

/** A submodule or a link is looked for where nobody compares it. */
function isElsewhere(listed: string): boolean {
  return listed === '' || /^link /m.test(listed);
}

function nameOf(part: string): string {
  return part === '' ? 'file, of which each may be used,' : part;
}

/** More parts than a workflow has: then everything in the repository counts as one. */
const MOST_PARTS = 40;

/** What a workflow uses, and the places in the repository of that: actions may use others, and so may workflows. */
async function findUsed(
  workflow: string,
  tip: string,
  files: CodeHost['files'],
): Promise<{ readonly uses: readonly string[]; readonly parts: readonly string[] }> {
  const uses: string[] = [];
  const parts = new Set([workflow]);
  for (const part of parts) {
    const paths = /\.ya?ml$/.test(part) ? [part] : [`${part}/action.yml`, `${part}/action.yaml`];
    for (const reading of (await files.readFiles(tip, paths)).values()) {
      const used = reading.kind === 'text' ? usesIn(reading.text) : [];
      uses.push(...used);
      for (const place of used.flatMap(placeOf)) parts.add(place);
    }
    if (parts.size > MOST_PARTS) return { uses, parts: [workflow, ''] };
  }
  return { uses, parts: [...parts] };
}

/** Whatever a workflow uses, in its order: `actions/checkout@…`, `./.github/actions/backtest`. */
function usesIn(text: string): readonly string[] {
  return [...text.matchAll(/\buses["']?\s*:\s*["']?([^\s"'#,}]+)/g)].map(([, used = '']) => used);
}

/** The place in the repository of what is used there; nothing for what comes from elsewhere. */
function placeOf(used: string): readonly string[] {
  if (!used.startsWith('./')) return [];
  const place = used.slice(2).replace(/\/+$/, '');
  return place === '' || place.split('/').includes('..') ? [''] : [place];
}

/** What a commit holds at each part: ids of all contents at or below it. */
async function listParts(
  parts: readonly string[],
  commit: string,
  files: CodeHost['files'],
): Promise<ReadonlyMap<string, string>> {
  const listed = new Map<string, string>();
  for (const part of parts) {
    const blobs = await files.listBlobs(commit, part.slice(0, Math.max(0, part.lastIndexOf('/'))));
    const below = blobs.filter(({ path }) => part === '' || path === part || path.startsWith(`${part}/`));
    listed.set(part, below.map(({ path, id, kind }) => `${kind} ${path} ${id}`).join('\n'));
  }
  return listed;
}

/** The action that a report names, where the workflow of the base uses no such one; null where that cannot differ. */
export function otherActionOf(named: string | null, uses: readonly string[]): string | null {
  const isElsewhere = uses.some((used) => used.includes('/.github/workflows/'));
  if (named === null || isElsewhere || uses.some((used) => used.startsWith('./'))) return null;
  const [repository = '', ref = ''] = named.toLowerCase().split('@');
  // A report that names none says nothing that could differ; what ran is what the workflow uses.
  if (repository === '' || ref === '') return null;
  const isUsed = uses.some((used) => {
    const [place = '', at = ''] = used.toLowerCase().split('@');
    return at === ref && (place === repository || place.startsWith(`${repository}/`));
  });
  return isUsed ? null : named;
}
