import type { Change } from '../../change/change.ts';
import { compareText } from '../../kernel/compare-text.ts';
import { type Glob, matchesGlob } from '../../kernel/glob.ts';

/** The paths that a change touches, ready to be asked by many globs. */
export interface PathIndex {
  /** The paths that a glob matches, sorted. */
  readonly matching: (glob: Glob) => readonly string[];
}

/** Indexes the paths of a change, also those before a rename, by the segments they are made of. */
export function indexPaths(files: Change['files']): PathIndex {
  const paths = [
    ...new Set(files.flatMap(({ path, previousPath }) => [path, ...(previousPath === null ? [] : [previousPath])])),
  ];
  const sorted = paths.sort(compareText);
  const bySegment = groupBySegment(sorted);
  const known = new Map<Glob, readonly string[]>();
  return {
    matching: (glob) => {
      const found = known.get(glob) ?? candidates(glob, bySegment, sorted).filter((path) => matchesGlob(path, glob));
      known.set(glob, found);
      return found;
    },
  };
}

function groupBySegment(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    for (const segment of new Set(path.split('/'))) {
      const group = groups.get(segment);
      if (group === undefined) groups.set(segment, [path]);
      else group.push(path);
    }
  }
  return groups;
}

/** A path can match only when it holds every plain segment of the glob; those with the rarest one are looked at. */
function candidates(
  glob: Glob,
  bySegment: ReadonlyMap<string, readonly string[]>,
  all: readonly string[],
): readonly string[] {
  const plain = glob.split('/').filter((segment) => segment !== '' && segment !== '.' && !/[*?[\]{}\\]/.test(segment));
  return plain.reduce((fewest, segment) => {
    const group = bySegment.get(segment) ?? [];
    return group.length < fewest.length ? group : fewest;
  }, all);
}
