import type { Change, ChangedFile } from '../change.ts';
import { findSecrets } from './find.ts';
import type { FoundSecret } from './found-secret.ts';
import type { SecretSpan } from './span.ts';

/** A path without its credentials: `secret-removed-kind` stands for each, and the ending that tells the language stays. */
export function redactPath(path: string): string {
  let shown = path;
  for (let spans = findInPath(shown); spans.length > 0; spans = findInPath(shown)) {
    shown = spans.reduceRight(
      (rest, { start, end, kind }) => `${rest.slice(0, start)}secret-removed-${kind}${rest.slice(end)}`,
      shown,
    );
  }
  return shown;
}

/** How each path of a change is shown; paths that would become the same get a number. */
export function redactPaths({ files }: Change): ReadonlyMap<string, string> {
  const paths = new Set(
    files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath])),
  );
  const redacted = Array.from(paths, (path) => [path, redactPath(path)] as const);
  const taken = new Set(redacted.filter(([path, shown]) => path === shown).map(([path]) => path));
  const next = new Map<string, number>();
  return new Map(
    redacted.map(([path, shown]) => {
      if (path === shown) return [path, shown];
      let number = next.get(shown) ?? 1;
      while (taken.has(numbered(shown, number))) number += 1;
      next.set(shown, number + 1);
      taken.add(numbered(shown, number));
      return [path, numbered(shown, number)];
    }),
  );
}

/** The credentials in the paths of a file, on its first changed line. */
export function secretsOfPath(file: ChangedFile, shownPath: string): readonly FoundSecret[] {
  const now = findInPath(file.path);
  const spans = now.length === 0 && file.previousPath !== null ? findInPath(file.previousPath) : now;
  const side = now.length === 0 || file.status === 'deleted' ? 'before' : 'after';
  const changed = side === 'after' ? 'added' : 'removed';
  const line = file.hunks.flatMap(({ lines }) => lines).find(({ kind }) => kind === changed)?.[side] ?? 1;
  return spans.map(({ kind }) => ({ path: shownPath, line, side, kind }));
}

/** Some credentials may hold dots, and then reach into the ending of the file. */
function findInPath(path: string): readonly SecretSpan[] {
  const ending = /(?<=[^/])\.[A-Za-z]{1,5}$/.exec(path)?.index ?? path.length;
  return findSecrets('', path).flatMap((span) => {
    if (span.start >= ending) return [];
    return [span.end > ending ? { ...span, end: ending } : span];
  });
}

/** `x.py`, `x-2.py`, `x-3.py`. */
function numbered(path: string, number: number): string {
  if (number === 1) return path;
  const stem = /^.*[^/](?=\.[A-Za-z]{1,5}$)/s.exec(path)?.[0] ?? path;
  return `${stem}-${number}${path.slice(stem.length)}`;
}
