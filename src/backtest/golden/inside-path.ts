/** A path in a repository, or why it is none. */
export type InsidePath =
  | { readonly kind: 'inside'; readonly path: string }
  | { readonly kind: 'refused'; readonly expected: string };

/**
 * Resolves a path against the folder of a file; both count from the root of the repository, with `/`. A path that is
 * absolute, leaves the root or is written for another system is refused; links are for whoever opens the file.
 */
export function resolveInside(fileName: string, path: string): InsidePath {
  if (path.includes('\\')) return refused('a path with / between its parts');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return refused('a path relative to this file');
  if (/\p{Cc}/u.test(path)) return refused('a path without control characters');
  const parts = fileName.split('/').slice(0, -1).filter(isStep);
  for (const part of path.split('/').filter(isStep)) {
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return refused('a path inside the repository');
  }
  if (parts.length === 0 || path.endsWith('/')) return refused('the path of a file');
  return { kind: 'inside', path: parts.join('/') };
}

function refused(expected: string): InsidePath {
  return { kind: 'refused', expected };
}

function isStep(part: string): boolean {
  return part !== '' && part !== '.';
}
