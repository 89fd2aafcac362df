import picomatch from 'picomatch';
import { z } from 'zod';

const MAX_LENGTH = 200;
const MAX_STARS = 3;
const REMEMBERED_PATTERNS = 1_000;

/**
 * A pattern of repository paths in the manner of `.gitignore`: `*` stays within a folder, `**` crosses folders,
 * `{a,b}` and `[a-z]` choose, dotfiles count, case matters. Without a slash before its end it matches at any depth
 * (`*.md`, `requirements.txt`); with one it starts at the root (`docs/*.md`, `/README.md`). A last segment without
 * wildcard also stands for everything below a folder of that name (`src/training`, `docs/`). There is no negation.
 */
export const Glob = z
  .string()
  .min(1, 'a path pattern, e.g. src/training/**')
  .max(MAX_LENGTH, `a path pattern of at most ${MAX_LENGTH} characters`)
  .refine((glob) => !glob.startsWith('!'), 'a path pattern without a leading "!"')
  .refine((glob) => !/\{[^}]*\//.test(glob), 'a path pattern without a slash inside braces')
  .refine(hasFewStars, `a path pattern with at most ${MAX_STARS} stars between two slashes`);
export type Glob = z.infer<typeof Glob>;

/** Whether a repository path (slashes, no leading one) matches a pattern. */
export function matchesGlob(path: string, glob: Glob): boolean {
  return compile(glob)(path.split('/'));
}

/** Whether a repository path matches at least one of the patterns. */
export function matchesAny(path: string, globs: readonly Glob[]): boolean {
  const segments = path.split('/');
  return globs.some((glob) => compile(glob)(segments));
}

/** The deepest folder below which every path stands that a pattern matches; empty where that is the whole repository. */
export function folderOfGlob(glob: Glob): string {
  const forms = rooted(glob);
  const [form = []] = forms;
  const wild = form.slice(0, -1).findIndex((segment) => segment === ANY_DEPTH || isWild(segment));
  const fixed = forms.length > 1 || wild < 0 ? form.slice(0, -1) : form.slice(0, wild);
  return fixed.slice(0, wild < 0 ? undefined : wild).join('/');
}

type PathMatcher = (path: readonly string[]) => boolean;
type SegmentMatcher = ((segment: string) => boolean) | typeof ANY_DEPTH;

const ANY_DEPTH = '**';
const matchers = new Map<Glob, PathMatcher>();

function compile(glob: Glob): PathMatcher {
  const known = matchers.get(glob);
  if (known !== undefined) return known;
  const forms = rooted(glob).map((form) => form.map(compileSegment));
  const matcher: PathMatcher = (path) => forms.some((form) => matchesForm(path, form));
  if (matchers.size >= REMEMBERED_PATTERNS) matchers.clear();
  matchers.set(glob, matcher);
  return matcher;
}

/** The segments of a pattern from the root, in one form for the path itself and one for what lies below it. */
function rooted(glob: Glob): readonly (readonly string[])[] {
  const segments = glob.replace(/^\.?\//, '').split('/');
  const isFolder = segments.at(-1) === '';
  const body = isFolder ? segments.slice(0, -1) : segments;
  const isAnchored = body.length > 1 || /^\.?\//.test(glob);
  const form = isAnchored ? body : [ANY_DEPTH, ...body];
  const below = [...form, ANY_DEPTH, '*'];
  if (isFolder || form.at(-1) === ANY_DEPTH) return [below];
  return isWild(form.at(-1) ?? '') ? [form] : [form, below];
}

function compileSegment(segment: string): SegmentMatcher {
  if (segment === ANY_DEPTH) return ANY_DEPTH;
  if (!isWild(segment)) return (name) => name === segment;
  return picomatch(withPlainParentheses(segment), { dot: true, nonegate: true, noextglob: true, windows: false });
}

function isWild(segment: string): boolean {
  return /[*?[\]{}\\]/.test(segment);
}

/** Folders may be named `(group)`; the matcher would read a choice. */
function withPlainParentheses(segment: string): string {
  return segment.replace(/\\.|[()|]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}

/** Walks segment by segment with one point of return, because one expression for the whole path backtracks for ever. */
function matchesForm(path: readonly string[], form: readonly SegmentMatcher[]): boolean {
  let at = 0;
  let next = 0;
  let retry: { at: number; next: number } | null = null;
  while (at < path.length) {
    const matcher = form[next];
    if (matcher === ANY_DEPTH) {
      next += 1;
      retry = { at, next };
    } else if (matcher?.(path[at] ?? '') === true) {
      at += 1;
      next += 1;
    } else if (retry !== null) {
      retry = { at: retry.at + 1, next: retry.next };
      ({ at, next } = retry);
    } else {
      return false;
    }
  }
  return next === form.length;
}

function hasFewStars(glob: string): boolean {
  return glob.split('/').every((segment) => segment === ANY_DEPTH || segment.split('*').length - 1 <= MAX_STARS);
}
