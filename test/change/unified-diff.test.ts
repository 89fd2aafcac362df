import { describe, expect, it } from 'vitest';
import { addedLines, type ChangedFile } from '../../src/change/change.ts';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';

function parse(...lines: readonly string[]): readonly ChangedFile[] {
  return parseUnifiedDiff(`${lines.join('\n')}\n`, 'change.diff');
}

function parseOne(...lines: readonly string[]): ChangedFile {
  const [file, ...others] = parse(...lines);
  if (file === undefined || others.length > 0) throw new Error(`expected one file, got ${others.length + 1}`);
  return file;
}

const hunk = ['@@ -1 +1 @@', '-a', '+b'];

describe('a hunk of a diff', () => {
  it('has one line where the count is left out', () => {
    const file = parseOne('--- run.py', '+++ run.py', '@@ -5 +5 @@ def run():', '-a', '+b');

    expect(file.hunks).toEqual([
      {
        ...{ oldStart: 5, oldLines: 1, newStart: 5, newLines: 1, section: 'def run():' },
        lines: [
          { kind: 'removed', before: 5, after: null, text: 'a' },
          { kind: 'added', before: null, after: 5, text: 'b' },
        ],
      },
    ]);
  });

  it('is kept when it only deletes and stands last', () => {
    const file = parseOne('--- run.py', '+++ run.py', '@@ -1 +1,2 @@', ' a', '+b', '@@ -8,2 +8,0 @@', '-x', '-y');

    expect(file.hunks[1]?.lines.map((line) => [line.before, line.after])).toEqual([
      [8, null],
      [9, null],
    ]);
  });

  it('numbers lines that were added without context', () => {
    const file = parseOne('--- run.py', '+++ run.py', '@@ -3,0 +4,2 @@', '+x', '+y');

    expect([...addedLines(file)]).toEqual([4, 5]);
  });

  it('keeps on which side the last line has no end', () => {
    const mark = '\\ No newline at end of file';
    const file = parseOne('--- run.py', '+++ run.py', '@@ -1,2 +1,2 @@', ' a', '-b', mark, '+b');

    expect(file.hunks[0]?.lines.map((line) => line.unterminated ?? false)).toEqual([false, true, false]);
  });

  it('takes an empty line for context whose space an editor removed', () => {
    const file = parseOne('--- run.py', '+++ run.py', '@@ -1,3 +1,3 @@', ' a', '', '-b', '+c');

    expect(file.hunks[0]?.lines[1]).toEqual({ kind: 'context', before: 2, after: 2, text: '' });
  });

  it('keeps lines that look like headers', () => {
    const file = parseOne(
      '--- q.sql',
      '+++ q.sql',
      '@@ -1,2 +1,2 @@',
      '--- drop it',
      '+++ count',
      ' diff --git a/x b/x',
    );

    expect(file.hunks[0]?.lines.map((line) => line.text)).toEqual(['-- drop it', '++ count', 'diff --git a/x b/x']);
  });

  it('ends its lines without a carriage return', () => {
    const file = parseOne('--- run.py\r', '+++ run.py\r', '@@ -1 +1 @@ def f():\r', '-a\r', '+b\r');

    expect(file.path).toBe('run.py');
    expect(file.hunks[0]?.section).toBe('def f():');
    expect(file.hunks[0]?.lines.map((line) => line.text)).toEqual(['a', 'b']);
  });
});

describe('what became of a file', () => {
  const names = ['diff --git a/old.py b/new.py', 'similarity index 90%', 'rename from old.py', 'rename to new.py'];

  it.each<[string, readonly string[], Partial<ChangedFile>]>([
    [
      'a rename with hunks',
      [...names, '--- a/old.py', '+++ b/new.py', ...hunk],
      { status: 'renamed', previousPath: 'old.py', path: 'new.py' },
    ],
    ['a rename alone', names, { status: 'renamed', previousPath: 'old.py', path: 'new.py', hunks: [] }],
    [
      'a copy',
      ['diff --git a/x b/y', 'copy from x', 'copy to y'],
      { status: 'added', path: 'y', previousPath: null, after: null },
    ],
    [
      'a new mode',
      ['diff --git a/x b/x', 'old mode 100644', 'new mode 100755'],
      { status: 'modified', path: 'x', hunks: [] },
    ],
    [
      'a new empty file',
      ['diff --git a/x b/x', 'new file mode 100644', 'index 0..e69de29'],
      { status: 'added', after: '' },
    ],
    [
      'a new file',
      ['diff --git a/x b/x', 'new file mode 100644', '--- /dev/null', '+++ b/x', '@@ -0,0 +1,2 @@', '+a', '+b'],
      { status: 'added', before: null, after: 'a\nb\n' },
    ],
    [
      'a deleted file',
      ['diff --git a/x b/x', 'deleted file mode 100644', '--- a/x', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'],
      { status: 'deleted', path: 'x', before: 'a\n', after: null },
    ],
    [
      'a deletion without the text',
      ['diff --git a/x b/x', 'deleted file mode 100644', 'index 12..00'],
      { status: 'deleted', before: null },
    ],
    [
      'a binary file',
      ['diff --git a/x.png b/x.png', 'index 12..34 100644', 'Binary files a/x.png and b/x.png differ'],
      { path: 'x.png', binary: true, hunks: [] },
    ],
    [
      'a binary patch',
      [
        'diff --git a/x b/x',
        'index 12..34 100644',
        'GIT binary patch',
        'literal 5',
        'Mc${Nk',
        '',
        'literal 0',
        'HcmV?d00001',
        '',
      ],
      { binary: true },
    ],
    [
      'a symbolic link',
      [
        'diff --git a/l b/l',
        'new file mode 120000',
        '--- /dev/null',
        '+++ b/l',
        '@@ -0,0 +1 @@',
        '+/etc/passwd',
        '\\ No newline at end of file',
      ],
      { unreadable: 'a symbolic link', after: null },
    ],
    [
      'a submodule',
      [
        'diff --git a/l b/l',
        'index 12..34 160000',
        '--- a/l',
        '+++ b/l',
        '@@ -1 +1 @@',
        '-Subproject commit 12',
        '+Subproject commit 34',
      ],
      { unreadable: 'a submodule' },
    ],
    [
      'a submodule in words',
      ['Submodule lib/core 1234567..89abcde:', '  > Fix it'],
      { path: 'lib/core', unreadable: 'a submodule', status: 'modified' },
    ],
    ['a new submodule in words', ['Submodule lib 0000000...89abcde (new submodule)'], { path: 'lib', status: 'added' }],
  ])('is read from %s', (_, lines, expected) => {
    expect(parseOne(...lines)).toMatchObject(expected);
  });

  it('is one change of kind when a file becomes a link', () => {
    const gone = ['diff --git a/x b/x', 'deleted file mode 100644', '--- a/x', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'];
    const come = ['diff --git a/x b/x', 'new file mode 120000', '--- /dev/null', '+++ b/x', '@@ -0,0 +1 @@', '+/etc'];

    const file = parseOne(...gone, ...come);

    expect(file).toMatchObject({ status: 'modified', unreadable: 'a symbolic link', before: null, after: null });
    expect(file.hunks[0]?.lines.map((line) => line.text)).toEqual(['a', '/etc']);
  });
});

describe('text around the files of a diff', () => {
  const section = ['diff --git a/x.py b/x.py', 'index 12..34 100644', '--- a/x.py', '+++ b/x.py', ...hunk];

  it.each<[string, readonly string[], readonly string[]]>([
    ['of git show', ['commit 1234', 'Author: A <a@b.c>', '', '    --- old', '    +++ new', '    @@ -1 +1 @@', ''], []],
    [
      'of git format-patch',
      ['From 1234 Mon Sep 17 00:00:00 2001', 'Subject: [PATCH] x', '---', ' x.py | 2 +-', ''],
      ['-- ', '2.39.5', ''],
    ],
    ['of a mailer that cuts spaces', ['Subject: x', ''], ['--', '2.39.5']],
    ['of diff -r', ['Only in new: y.py', 'diff -ru old/x.py new/x.py'], ['Only in old: z.py']],
    ['of a fenced block', ['```diff'], ['```']],
  ])('is passed over: %s', (_, above, below) => {
    expect(parse(...above, ...section, ...below).map((file) => file.path)).toEqual(['x.py']);
  });

  it('does not hide a binary file that diff -r names in a sentence', () => {
    const files = parse(
      'Binary files old/a and b.png and new/a and b.png differ',
      '--- old/x.py',
      '+++ new/x.py',
      ...hunk,
    );

    expect(files.map((file) => [file.path, file.binary])).toEqual([
      ['a and b.png', true],
      ['x.py', false],
    ]);
  });

  it('may be all there is: a blank text holds no files', () => {
    expect(parseUnifiedDiff(' \n\n', 'change.diff')).toEqual([]);
  });
});
