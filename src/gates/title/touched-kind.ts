import type { Change } from '../../change/change.ts';
import { classifyText } from '../../change/file-kind.ts';

/** The type that a change of one kind of files alone has: `docs`, `test` or `ci`; null for code and mixtures. */
export function typeOfTouched({ files }: Change): 'docs' | 'test' | 'ci' | null {
  const kinds = new Set(files.map(({ path }) => kindOf(path)));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined && kind !== 'other' ? kind : null;
}

function kindOf(path: string): 'docs' | 'test' | 'ci' | 'other' {
  if (/^(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci|\.circleci\/|\.ci\/)/.test(path)) return 'ci';
  const { kind } = classifyText(path, null);
  return kind === 'docs' || kind === 'test' ? kind : 'other';
}

/** Folders whose name says nothing about what is in them. */
const GENERIC = new Set(
  'src lib libs app apps packages pkg source sources code main python test tests spec docs doc documentation'.split(
    ' ',
  ),
);

/** The name of the folder that all code of a change has in common, in lower case; null when it says nothing. */
export function folderOfTouched({ files }: Change): string | null {
  const paths = files.map(({ path }) => path).filter((path) => kindOf(path) === 'other');
  const common = paths.map((path) => path.split('/').slice(0, -1)).reduce<readonly string[] | null>(shared, null) ?? [];
  const name = common.at(-1)?.toLowerCase();
  return name === undefined || GENERIC.has(name) || !/^[a-z0-9][a-z0-9._-]*$/.test(name) ? null : name;
}

function shared(left: readonly string[] | null, right: readonly string[]): readonly string[] {
  if (left === null) return right;
  const end = left.findIndex((segment, index) => segment !== right[index]);
  return end < 0 ? left : left.slice(0, end);
}
