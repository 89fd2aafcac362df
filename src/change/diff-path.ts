import { decodeUtf8 } from './text.ts';

/** What git and diff write where a side has no file. */
export const NO_FILE = '/dev/null';

const MOST_GAPS = 50;

/** A path as a diff writes it: C-quoted when it begins with a quotation mark, otherwise up to a tab. */
export function readPath(text: string): string {
  const quoted = takeQuoted(text);
  return dropDot(quoted === null ? (text.split('\t', 1)[0] ?? '') : quoted.path);
}

/**
 * The one path that two names on a line mean, parted by a word such as ` ` or ` and ` that may stand in the names
 * too; null when no parting gives names that differ by a prefix only.
 */
export function readCommonPath(names: string, parting: string): string | null {
  const quoted = takeQuoted(names);
  if (quoted !== null) return pairPath(quoted.path, readPath(names.slice(quoted.length + parting.length)));
  return gaps(names, parting)
    .map((gap) => pairPath(names.slice(0, gap), names.slice(gap + parting.length)))
    .reduce<string | null>((found, path) => found ?? path, null);
}

/** The path that a `---` and a `+++` line mean together, without the prefix that only tells the sides apart. */
export function joinPaths(before: string, after: string): string {
  if (after === NO_FILE) return before.replace(/^a\//, '');
  if (before === NO_FILE) return after.replace(/^b\//, '');
  return commonPath(before, after) ?? (before.startsWith('a/') ? after.replace(/^b\//, '') : after);
}

/** Whether a name on a `---` or `+++` line can mean a path: equal, behind a prefix, or absent. */
export function namesPath(name: string, path: string): boolean {
  return name === NO_FILE || name === path || name.endsWith(`/${path}`);
}

/** Whether a path stays inside the repository it is relative to. */
export function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0');
}

function pairPath(before: string, after: string): string | null {
  return before === NO_FILE || after === NO_FILE ? joinPaths(before, after) : commonPath(before, after);
}

/** Equal names stand without a prefix; names that differ only in their first folder have it as prefix. */
function commonPath(before: string, after: string): string | null {
  if (before === after) return dropDot(before);
  const [left, right] = [before.indexOf('/'), after.indexOf('/')];
  const same = left >= 0 && right >= 0 && before.slice(left) === after.slice(right);
  return same ? before.slice(left + 1) : null;
}

function dropDot(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}

/** Where two names may part, nearest to the middle first; a line with very many such places is read there only. */
function gaps(names: string, parting: string): number[] {
  const middle = (names.length - parting.length) / 2;
  const found: number[] = [];
  for (let at = names.indexOf(parting); at >= 0; at = names.indexOf(parting, at + 1)) found.push(at);
  return found.sort((left, right) => Math.abs(left - middle) - Math.abs(right - middle)).slice(0, MOST_GAPS);
}

const QUOTED = /^"((?:[^"\\]|\\.)*)"/;
const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

function takeQuoted(text: string): { readonly path: string; readonly length: number } | null {
  const found = QUOTED.exec(text);
  return found === null ? null : { path: decodeEscapes(found[1] ?? ''), length: found[0].length };
}

/** Octal escapes are the bytes of UTF-8; bytes that are none stay written out, so that two paths stay two. */
function decodeEscapes(quoted: string): string {
  return quoted.replace(/(?:\\[0-3][0-7]{2})+|\\(.)/g, (escaped: string, letter: string | undefined) =>
    letter === undefined ? (decodeUtf8(octalBytes(escaped)) ?? escaped) : (ESCAPES[letter] ?? letter),
  );
}

function octalBytes(escaped: string): Uint8Array {
  return Uint8Array.from(escaped.split('\\').slice(1), (digits) => Number.parseInt(digits, 8));
}
