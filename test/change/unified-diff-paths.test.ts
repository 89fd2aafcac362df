import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/change/change.ts';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';

function parseOne(...lines: readonly string[]): ChangedFile | undefined {
  return parseUnifiedDiff(`${lines.join('\n')}\n`, 'change.diff')[0];
}

const hunk = ['@@ -1 +1 @@', '-a', '+b'];

describe('a path in a diff', () => {
  it.each([
    [
      'quoted octal bytes',
      'diff --git "a/caf\\303\\251 \\346\\227\\245.py" "b/caf\\303\\251 \\346\\227\\245.py"',
      'café 日.py',
    ],
    ['quoted escapes', 'diff --git "a/t\\tn\\nq\\"b\\\\.py" "b/t\\tn\\nq\\"b\\\\.py"', 't\tn\nq"b\\.py'],
    ['a folder that looks like a prefix', 'diff --git a/x b/y b/x b/y', 'x b/y'],
    ['no prefixes', 'diff --git src/run.py src/run.py', 'src/run.py'],
    ['no prefixes and a folder a', 'diff --git a/run.py a/run.py', 'a/run.py'],
    ['mnemonic prefixes', 'diff --git i/src/run.py w/src/run.py', 'src/run.py'],
    ['prefixes of different length', 'diff --git before/my run.py after/my run.py', 'my run.py'],
    ['spaces', 'diff --git a/my file.py b/my file.py', 'my file.py'],
    ['bytes that are no UTF-8', 'diff --git "a/caf\\351.py" "b/caf\\351.py"', 'caf\\351.py'],
  ])('is read through %s', (_, header, path) => {
    expect(parseOne(header, 'old mode 100644', 'new mode 100755')?.path).toBe(path);
  });

  it.each([
    [
      'a time behind a tab',
      '--- src/run.py\t2026-01-02 03:04:05.0 +0000',
      '+++ src/run.py\t2026-01-02 03:04:06.0 +0000',
      'src/run.py',
    ],
    ['two folders', '--- old/src/run.py', '+++ new/src/run.py', 'src/run.py'],
    ['a backup', '--- src/run.py.orig', '+++ src/run.py', 'src/run.py'],
    ['a dot', '--- ./run.py', '+++ ./run.py', 'run.py'],
    ['a closing tab', '--- a/my run.py\t', '+++ b/my run.py\t', 'my run.py'],
    ['a version of Subversion', '--- run.py\t(revision 4)', '+++ run.py\t(working copy)', 'run.py'],
  ])('of a plain diff is read through %s', (_, before, after, path) => {
    expect(parseOne(before, after, ...hunk)).toMatchObject({ path, previousPath: null, status: 'modified' });
  });

  it.each([
    [
      '--- old/x.py\t1970-01-01 01:00:00.000000000 +0100',
      '+++ new/x.py\t2026-01-02 03:04:05.0 +0100',
      '@@ -0,0 +1 @@',
      '+a',
      'added',
    ],
    [
      '--- old/x.py\t2026-01-02 03:04:05.0 +0100',
      '+++ new/x.py\t1969-12-31 19:00:00.000000000 -0500',
      '@@ -1 +0,0 @@',
      '-a',
      'deleted',
    ],
    [
      '--- old/x.py\t2026-01-02 03:04:05.0 +0100',
      '+++ new/x.py\t2026-01-02 03:04:05.0 +0100',
      '@@ -0,0 +1 @@',
      '+a',
      'modified',
    ],
    ['--- /dev/null', '+++ b/x.py', '@@ -0,0 +1 @@', '+a', 'added'],
  ])('of a plain diff tells by its time whether there was a file: %s', (before, after, range, line, status) => {
    expect(parseOne(before, after, range, line)).toMatchObject({ path: 'x.py', status });
  });
});
