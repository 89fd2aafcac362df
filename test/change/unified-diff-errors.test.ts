import { describe, expect, it } from 'vitest';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';

/** The error a person would see, or null. */
function complaintOf(lines: readonly string[]): string | null {
  try {
    parseUnifiedDiff(`${lines.join('\n')}\n`, 'change.diff');
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${renderError(error)}`;
  }
}

const names = ['diff --git a/x.py b/x.py', '--- a/x.py', '+++ b/x.py'];

describe('a diff that cannot be read', () => {
  it('is refused with the line, what was found and what was expected', () => {
    const lines = [...names, '@@ -1,3 +1,3 @@', ' a', '-b', '+c', 'diff --git a/y b/y'];

    expect(complaintOf(lines)).toBe(
      [
        'bad-input change.diff:8: the hunk does not hold the lines it counts: found 2 lines before and 2 after the change, then "diff --git a/y b/y"',
        '  expected 3 lines before and 3 after the change, as its header in line 4 says: @@ -1,3 +1,3 @@',
        '  The diff was cut or edited; make it anew, e.g. with "git diff BASE...HEAD".',
      ].join('\n'),
    );
  });

  it.each<[string, readonly string[], string]>([
    [
      'ends within a hunk',
      [...names, '@@ -1,2 +1,2 @@', ' a'],
      'change.diff:6: the hunk does not hold the lines it counts',
    ],
    [
      'holds a surplus added line',
      [...names, '@@ -1 +1 @@', '-a', '+b', '+c'],
      'change.diff:7: the hunk does not hold the lines it counts: found more lines, here "+c"',
    ],
    ['holds a surplus line behind a blank one', [...names, '@@ -1 +1 @@', '-a', '+b', '', '-c'], 'change.diff:8:'],
    ['removes more than it counts', [...names, '@@ -1 +1,2 @@', '-a', '-b', '+c', '+d'], 'change.diff:6:'],
    ['begins a hunk with an end mark', [...names, '@@ -1 +1 @@', '\\ No newline'], 'change.diff:5:'],
    ['has a malformed header', [...names, '@@ -1 +x @@', '-a'], 'change.diff:4: "@@ -1 +x @@" is no hunk header'],
    ['counts no lines', [...names, '@@ -1,0 +1,0 @@'], 'change.diff:4:'],
    ['counts from zero', [...names, '@@ -0 +1 @@', '-a', '+b'], 'change.diff:4:'],
    ['counts beyond reason', [...names, '@@ -1,99999999999 +1 @@', '-a', '+b'], 'change.diff:4:'],
    [
      'has hunks out of order',
      [...names, '@@ -9 +9 @@', '-a', '+b', '@@ -3 +3 @@', '-a', '+b'],
      'change.diff:7: the hunk @@ -3,1 +3,1 @@ stands out of order',
    ],
    [
      'names a file without a hunk',
      names,
      'change.diff:4: no hunk follows the names of the file, but the end of the diff',
    ],
    [
      'is combined',
      ['diff --cc x.py', 'index 1,2..3', '--- a/x.py', '+++ b/x.py'],
      'change.diff:1: this is a combined diff',
    ],
    ['holds a combined hunk', [...names, '@@@ -1 -1 +1 @@@', '--a'], 'change.diff:4: this is a combined diff'],
    [
      'is no diff at all',
      ['', 'Hello,', 'world'],
      'change.diff:2: no file of a unified diff was found; the text begins with "Hello,"',
    ],
    ['is a hunk without a file', ['@@ -1 +1 @@', '-a', '+b'], 'change.diff:1: no file of a unified diff was found'],
    ['is a context diff', ['*** a/x.py', '--- b/x.py', '***************', '*** 1 ****'], 'change.diff:1: no file'],
    [
      'changes a file twice',
      [...names, '@@ -1 +1 @@', '-a', '+b', ...names, '@@ -1 +1 @@', '-a', '+b'],
      'change.diff:7: the file "x.py" is changed a second time',
    ],
    [
      'leads out of the repository',
      ['--- a/../../etc/passwd', '+++ b/../../etc/passwd', '@@ -1 +1 @@', '-a', '+b'],
      'change.diff:1: the file "../../etc/passwd" stands outside',
    ],
    [
      'names an absolute path',
      ['--- /etc/passwd', '+++ /etc/passwd', '@@ -1 +1 @@', '-a', '+b'],
      'change.diff:1: the file "/etc/passwd" stands outside',
    ],
    [
      'renames from outside',
      ['diff --git a/x b/x', 'rename from ../y', 'rename to x'],
      'change.diff:1: the file "../y" stands outside',
    ],
    [
      'shows one file and patches another',
      ['diff --git a/README.md b/README.md', '--- a/README.md', '+++ b/src/run.py', '@@ -1 +1 @@', '-a', '+b'],
      'change.diff:3: "+++ b/src/run.py" names another file',
    ],
    [
      'adds a file that had lines',
      ['--- /dev/null', '+++ b/x.py', '@@ -1 +1 @@', '-a', '+b'],
      'change.diff:1: the file "x.py" is called new, but its hunks hold lines before the change',
    ],
    [
      'deletes a file that keeps lines',
      ['diff --git a/x b/x', 'deleted file mode 100644', '--- a/x', '+++ /dev/null', '@@ -1 +1 @@', '-a', '+b'],
      'change.diff:1: the file "x" is called deleted',
    ],
    [
      'names two files without a rename',
      ['diff --git a/x b/y', 'old mode 100644', 'new mode 100755'],
      'change.diff:1: "diff --git a/x b/y" names no single file',
    ],
  ])('is refused when it %s', (_, lines, expected) => {
    expect(complaintOf(lines)).toContain(`bad-input ${expected}`);
  });

  it('is refused in time even when it was made to be slow', () => {
    const spaces = ' a '.repeat(100_000);

    expect(complaintOf([`diff --git ${spaces}`, 'old mode 100644'])).toContain('names no single file');
    expect(complaintOf([`diff --git a/x b/x${'\r'.repeat(300_000)}y`])).toContain('names no single file');
  });
});
