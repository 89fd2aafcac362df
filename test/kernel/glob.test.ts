import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { folderOfGlob, Glob, matchesAny, matchesGlob } from '../../src/kernel/glob.ts';

describe('a path pattern', () => {
  it.each([
    { glob: 'docs/**', path: 'docs/a/b.md', matches: true },
    { glob: 'docs/**', path: 'docs', matches: false },
    { glob: 'docs/**', path: 'src/docs/a.md', matches: false },
    { glob: '**/*.md', path: 'README.md', matches: true },
    { glob: '**/*.md', path: 'a/b/.c.md', matches: true },
    { glob: '.github/**', path: '.github/workflows/ci.yml', matches: true },
    { glob: 'docs/**', path: 'docs/.hidden/x', matches: true },
    { glob: '**/tests/**', path: 'tests/x.py', matches: true },
    { glob: '**/tests/**', path: 'src/tests/a/x.py', matches: true },
    { glob: '**/tests/**', path: 'src/latests/x.py', matches: false },
    { glob: 'documentation/reviews/*-plan.md', path: 'documentation/reviews/2026-01-05-x-plan.md', matches: true },
    { glob: 'documentation/reviews/*-plan.md', path: 'documentation/reviews/old/x-plan.md', matches: false },
    { glob: 'a/**/z', path: 'a/z', matches: true },
    { glob: 'a/**/b/**/z', path: 'a/b/c/b/d/z', matches: true },
    { glob: 'src/*/x.py', path: 'src/a/b/x.py', matches: false },
    { glob: 'src/?.py', path: 'src/a.py', matches: true },
    { glob: 'src/[ab].py', path: 'src/c.py', matches: false },
    { glob: '*.{yml,yaml}', path: 'deep/x.yaml', matches: true },
    { glob: 'SRC/**', path: 'src/a', matches: false },
    { glob: '**', path: 'any/thing', matches: true },
  ])('$glob on $path: $matches', ({ glob, path, matches }) => {
    expect(matchesGlob(path, glob)).toBe(matches);
  });

  it.each([
    { glob: 'requirements.txt', path: 'services/api/requirements.txt', matches: true },
    { glob: '*.py', path: 'a/b/c.py', matches: true },
    { glob: '/README.md', path: 'README.md', matches: true },
    { glob: '/README.md', path: 'a/README.md', matches: false },
    { glob: './src/*.py', path: 'src/a.py', matches: true },
  ])('without an inner slash means any depth: $glob on $path: $matches', ({ glob, path, matches }) => {
    expect(matchesGlob(path, glob)).toBe(matches);
  });

  it.each([
    { glob: 'src/training', path: 'src/training/deep/x.py', matches: true },
    { glob: 'src/training', path: 'src/training_old/x.py', matches: false },
    { glob: 'docs/', path: 'a/docs/x', matches: true },
    { glob: 'docs/', path: 'docs', matches: false },
    { glob: 'src/*', path: 'src/a/b', matches: false },
  ])('with a plain last segment means the folder too: $glob on $path: $matches', ({ glob, path, matches }) => {
    expect(matchesGlob(path, glob)).toBe(matches);
  });

  it.each([
    { glob: '**/(group)/*.ts', path: 'app/(group)/page.ts' },
    { glob: 'src/@(a)*', path: 'src/@(a)b' },
    { glob: 'a b/c+d^*.md', path: 'a b/c+d^e.md' },
    { glob: '!notes/**', path: '!notes/x' },
  ])('takes signs in names literally: $glob', ({ glob, path }) => {
    expect(matchesGlob(path, glob)).toBe(true);
  });

  it('agrees with the matcher it is built on where that one reads the whole path', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', '*', 'a*', '*b', '?');
    const globs = fc.array(fc.oneof(segment, fc.constant('**')), { minLength: 1, maxLength: 4 });
    const paths = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba'), { minLength: 1, maxLength: 5 });

    fc.assert(
      fc.property(globs, paths, (parts, names) => {
        const body = parts.join('/');
        const whole = picomatch([`${body}/*`, `${body}/**/*`], { dot: true, windows: false });

        expect(matchesGlob(names.join('/'), `/${body}/**`)).toBe(whole(names.join('/')));
      }),
    );
  });

  it('matches a list when one of its patterns does', () => {
    expect(matchesAny('src/a.py', ['docs/**', 'src/**'])).toBe(true);
    expect(matchesAny('src/a.py', ['docs/**'])).toBe(false);
    expect(matchesAny('src/a.py', [])).toBe(false);
  });

  it('answers the same after more patterns than are remembered', () => {
    const globs = Array.from({ length: 1_500 }, (_, index) => `src/${index}/*.py`);

    expect(globs.every((glob, index) => matchesGlob(`src/${index}/a.py`, glob))).toBe(true);
    expect(globs.some((glob) => matchesGlob('src/x/a.py', glob))).toBe(false);
  });

  it.each([
    { glob: '', why: 'nothing' },
    { glob: '!docs/**', why: 'a negation' },
    { glob: 'a*b*c*d*e', why: 'four stars in a name' },
    { glob: '{a/b,c}/*', why: 'a slash in braces' },
    { glob: 'a'.repeat(201), why: 'more than 200 characters' },
  ])('is refused when it holds $why', ({ glob }) => {
    expect(Glob.safeParse(glob).success).toBe(false);
  });
});

describe('the folder of a pattern', () => {
  it.each([
    { glob: 'documentation/reviews/*-plan.md', folder: 'documentation/reviews' },
    { glob: '/docs/a.md', folder: 'docs' },
    { glob: './docs/', folder: 'docs' },
    { glob: 'src/training', folder: 'src' },
    { glob: 'src/**/a.py', folder: 'src' },
    { glob: 'src/{a,b}/c.py', folder: 'src' },
    { glob: 'a/b/**', folder: 'a/b' },
    { glob: '*.md', folder: '' },
    { glob: 'README.md', folder: '' },
    { glob: '**/x/*.md', folder: '' },
  ])('$glob is "$folder"', ({ glob, folder }) => {
    expect(folderOfGlob(glob)).toBe(folder);
  });
});
