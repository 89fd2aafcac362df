const MODULE = /\.(?:py|pyi|pyx|so|pyd)$/;
const NAME = /^[A-Za-z_]\w*$/;

/**
 * The top-level modules and packages that a repository holds, from the paths of its files: at its root and below `src`;
 * a folder with Python files anywhere in it is a package, with `__init__.py` or without.
 */
export function firstPartyModules(paths: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const path of paths) {
    if (!MODULE.test(path)) continue;
    const segments = path.split('/');
    names.add(moduleOf(segments));
    if (segments[0] === 'src' && segments.length > 1) names.add(moduleOf(segments.slice(1)));
  }
  return [...names].filter((name) => NAME.test(name) && name !== '__init__').toSorted();
}

/** The folder that a file stands in, or the file itself. */
function moduleOf([first = '', ...below]: readonly string[]): string {
  return below.length > 0 ? first : (first.split('.')[0] ?? first);
}
