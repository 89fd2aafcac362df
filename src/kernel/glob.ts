import picomatch from 'picomatch';
import { z } from 'zod';

const MAX_LENGTH = 200;
const MAX_STARS_IN_SEGMENT = 3;
const MAX_DEEP_SEGMENTS = 4;
const REMEMBERED_PATTERNS = 1_000;
const WILDCARD = /[*?[\]{}]/;

/**
 * A pattern of repository paths in the manner of `.gitignore`: `*` stays within a folder, `**` crosses folders,
 * `{a,b}` and `[a-z]` choose, dotfiles count, case matters. Without a slash before its end it matches at any depth
 * (`*.md`, `requirements.txt`); with one it starts at the root (`docs/*.md`, `/README.md`). A last segment without
 * wildcard also stands for everything below a folder of that name (`src/training`, `docs/`). There is no negation.
 * The number of stars is bounded because the matcher backtracks over them.
 */
export const Glob = z
  .string()
  .min(1, 'a path pattern, e.g. src/training/**')
  .max(MAX_LENGTH, `a path pattern of at most ${MAX_LENGTH} characters`)
  .refine((glob) => !glob.startsWith('!'), 'a path pattern without a leading "!"')
  .refine(hasFewStars, `a path pattern with at most ${MAX_STARS_IN_SEGMENT} stars between two slashes`);
export type Glob = z.infer<typeof Glob>;

/** Whether a repository path (slashes, no leading one) matches a pattern. */
export function matchesGlob(path: string, glob: Glob): boolean {
  return compile(glob)(path);
}

/** Whether a repository path matches at least one of the patterns. */
export function matchesAny(path: string, globs: readonly Glob[]): boolean {
  return globs.some((glob) => compile(glob)(path));
}

type Matcher = (path: string) => boolean;

const matchers = new Map<Glob, Matcher>();

function compile(glob: Glob): Matcher {
  const known = matchers.get(glob);
  if (known !== undefined) return known;
  const matcher = picomatch(rooted(glob), { dot: true, nonegate: true, noextglob: true, windows: false });
  if (matchers.size >= REMEMBERED_PATTERNS) matchers.clear();
  matchers.set(glob, matcher);
  return matcher;
}

/** The same pattern in the matcher's own terms: from the root, with what lies below a folder spelled out. */
function rooted(glob: Glob): string[] {
  const bare = withPlainParentheses(glob.replace(/^\.?\//, ''));
  const isFolder = bare.endsWith('/');
  const body = isFolder ? bare.slice(0, -1) : bare;
  const isAnchored = /^\.?\//.test(glob) || body.includes('/');
  const pattern = isAnchored ? body : `**/${body}`;
  const below = `${pattern}/**/*`;
  if (isFolder) return [below];
  const lastSegment = pattern.slice(pattern.lastIndexOf('/') + 1);
  return WILDCARD.test(lastSegment) ? [pattern] : [pattern, below];
}

/** Folders may be named `(group)`; the matcher would read a choice. */
function withPlainParentheses(glob: string): string {
  return glob.replace(/\\.|[()|]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}

function hasFewStars(glob: string): boolean {
  const segments = glob.split('/');
  const deep = segments.filter((segment) => segment === '**').length;
  const starsIn = (segment: string) => segment.split('*').length - 1;
  return deep <= MAX_DEEP_SEGMENTS && segments.every((segment) => starsIn(segment) <= MAX_STARS_IN_SEGMENT);
}
