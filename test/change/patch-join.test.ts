import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/change/change.ts';
import { applyHunks } from '../../src/change/patch.ts';
import { joinTexts } from '../../src/change/patch-join.ts';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';
import { type ArbitraryFile, anyDistinctFiles, anyFiles } from './arbitrary-change.ts';

type Tree = Readonly<Record<string, string>>;

function join(files: readonly ChangedFile[], tree: Tree) {
  return joinTexts(files, (path) => tree[path] ?? null);
}

/** The texts of a folder on one side of a change. */
function treeOf(files: readonly ArbitraryFile[], side: 'before' | 'after'): Tree {
  const absent = side === 'before' ? 'added' : 'deleted';
  const there = files.filter(({ file }) => file.status !== absent);
  return Object.fromEntries(
    there.map((each) => [side === 'before' ? (each.file.previousPath ?? each.file.path) : each.file.path, each[side]]),
  );
}

function textsOf({ file, before, after }: ArbitraryFile) {
  return { before: file.status === 'added' ? null : before, after: file.status === 'deleted' ? null : after };
}

/** Renames may reuse names; then a folder cannot hold every side at once. */
function pathsAreApart(files: readonly ArbitraryFile[]): boolean {
  const paths = files.flatMap(({ file }) => [file.path, ...(file.previousPath === null ? [] : [file.previousPath])]);
  return new Set(paths).size === paths.length;
}

describe('a diff joined with the folder it belongs to', () => {
  it.each(['before', 'after'] as const)('gets all texts of a folder that stands %s the change', (side) => {
    fc.assert(
      fc.property(anyDistinctFiles.filter(pathsAreApart), (files) => {
        const told = files.filter(({ file }) => file.status !== 'deleted' || file.before !== null);

        const { files: joined, misfits } = join(
          told.map(({ file }) => file),
          treeOf(told, side),
        );

        expect(misfits).toEqual([]);
        expect(joined.map(({ before, after }) => ({ before, after }))).toEqual(told.map(textsOf));
      }),
      { numRuns: 300 },
    );
  });

  it('gives only pairs of texts of which one stands there and the hunks lead to the other', () => {
    fc.assert(
      fc.property(anyFiles, fc.constantFrom('before', 'after'), (files, side) => {
        const tree = treeOf(files, side);

        const joined = join(
          files.map(({ file }) => file),
          tree,
        ).files.filter((file) => file.before !== null && file.after !== null);

        for (const { path, previousPath, before, after, hunks } of joined) {
          expect(applyHunks(before ?? '', hunks)).toBe(after);
          expect([tree[path] === after, tree[previousPath ?? path] === before]).toContain(true);
        }
      }),
    );
  });
});

const diff = ['--- run.py', '+++ run.py', '@@ -1,2 +1,2 @@', ' a', '-b', '+c', ''].join('\n');
const doubled = ['--- twice.py', '+++ twice.py', '@@ -1,0 +2 @@', '+b', ''].join('\n');

describe('a folder', () => {
  it('gives no text that differs from the diff, and the path is named', () => {
    const { files, misfits } = join(parseUnifiedDiff(diff, 'x.diff'), { 'run.py': 'a\nsomething else\n' });

    expect(misfits).toEqual(['run.py']);
    expect(files[0]).toMatchObject({ before: null, after: null, hunks: [{ oldStart: 1 }] });
  });

  it('gives no text for a file that it lacks', () => {
    expect(join(parseUnifiedDiff(diff, 'x.diff'), {}).misfits).toEqual(['run.py']);
  });

  it.each([
    ['before', 'a\nb\n', { before: 'a\nb\n', after: 'a\nb\nb\n' }],
    ['after', 'a\nc\n', { before: 'a\n', after: 'a\nb\n' }],
  ])('decides by its other files which side stands where both would fit: %s', (_, run, texts) => {
    const { files } = join(parseUnifiedDiff(diff + doubled, 'x.diff'), { 'run.py': run, 'twice.py': 'a\nb\n' });

    expect(files.find((file) => file.path === 'twice.py')).toMatchObject(texts);
  });

  it.each([
    ['appended', '@@ -1 +1,2 @@\n a\n+b\n', { before: 'a\n', after: 'a\nb\n' }],
    ['removed at the end', '@@ -1,2 +1 @@\n a\n-b\n', { before: 'a\nb\n', after: 'a\n' }],
  ])('decides by the text itself when a line is %s and there is no other file', (_, body, texts) => {
    const { files } = join(parseUnifiedDiff(`--- run.py\n+++ run.py\n${body}`, 'x.diff'), { 'run.py': 'a\nb\n' });

    expect(files[0]).toMatchObject(texts);
  });

  it('does not take a new file for its own when another text stands there', () => {
    const added = '--- /dev/null\n+++ b/new.py\n@@ -0,0 +1 @@\n+a\n';

    const { files, misfits } = join(parseUnifiedDiff(added, 'x.diff'), { 'new.py': 'b\n' });

    expect(misfits).toEqual(['new.py']);
    expect(files[0]?.after).toBe('a\n');
  });

  it('gives a copied file its text when it stands after the change', () => {
    const copy = [
      'diff --git a/x b/y',
      'copy from x',
      'copy to y',
      '--- a/x',
      '+++ b/y',
      '@@ -1 +1 @@',
      '-a',
      '+b',
      '',
    ];

    const { files } = join(parseUnifiedDiff(copy.join('\n'), 'x.diff'), { y: 'b\n' });

    expect(files[0]).toMatchObject({ status: 'added', before: null, after: 'b\n' });
  });

  it('is not asked about binary files and links', () => {
    const link = 'diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc/passwd\n';

    const { files, misfits } = join(parseUnifiedDiff(link, 'x.diff'), { l: '/etc/passwd\n' });

    expect(misfits).toEqual([]);
    expect(files[0]?.after).toBeNull();
  });
});
