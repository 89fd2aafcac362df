import type { ChangedFile, Hunk } from '../../src/change/change.ts';

/** The ways in which tools write one and the same diff. */
export interface Rendering {
  readonly prefixes: readonly [before: string, after: string];
  /** Write `,1` where git leaves it out. */
  readonly allCounts: boolean;
  /** Write names outside of ASCII as octal bytes, as git does by default. */
  readonly quotePath: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** Take the space from empty context lines, as editors do. */
  readonly stripped: boolean;
}

/** A git diff of files, written by rules that the parser does not know. */
export function renderDiff(files: readonly ChangedFile[], rendering: Rendering): string {
  return files.map((file) => renderFile(file, rendering)).join('');
}

function renderFile(file: ChangedFile, rendering: Rendering): string {
  const name = (prefix: string, path: string) => quote(prefix + path, rendering.quotePath);
  const [left, right] = rendering.prefixes;
  const previous = file.previousPath ?? file.path;
  const sides = [
    `--- ${file.status === 'added' ? '/dev/null' : withTab(name(left, previous))}`,
    `+++ ${file.status === 'deleted' ? '/dev/null' : withTab(name(right, file.path))}`,
  ];
  const lines = [
    `diff --git ${name(left, previous)} ${name(right, file.path)}`,
    ...extendedHeader(file, (path) => name('', path)),
    ...(file.hunks.length === 0 ? [] : sides),
    ...file.hunks.flatMap((hunk) => renderHunk(hunk, rendering)),
  ];
  return lines.map((line) => line + rendering.lineEnd).join('');
}

function extendedHeader(file: ChangedFile, name: (path: string) => string): string[] {
  switch (file.status) {
    case 'added':
      return ['new file mode 100644', 'index 0000000..1111111'];
    case 'deleted':
      return ['deleted file mode 100644', 'index 1111111..0000000'];
    case 'renamed':
      return ['similarity index 90%', `rename from ${name(file.previousPath ?? '')}`, `rename to ${name(file.path)}`];
    case 'modified':
      return file.hunks.length === 0 ? ['old mode 100644', 'new mode 100755'] : ['index 1111111..2222222 100644'];
    default:
      return file.status satisfies never;
  }
}

function renderHunk(hunk: Hunk, { allCounts, stripped }: Rendering): string[] {
  const range = (start: number, count: number) => (count === 1 && !allCounts ? `${start}` : `${start},${count}`);
  const ranges = `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`;
  const marks = { context: ' ', added: '+', removed: '-' };
  const lines = hunk.lines.flatMap((line) => {
    const isBare = stripped && line.kind === 'context' && line.text === '';
    const written = isBare ? '' : marks[line.kind] + line.text;
    return line.unterminated ? [written, '\\ No newline at end of file'] : [written];
  });
  return [hunk.section === '' ? ranges : `${ranges} ${hunk.section}`, ...lines];
}

/** Git closes a name that holds a space with a tab. */
function withTab(name: string): string {
  return name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name;
}

const letters: Readonly<Record<string, string>> = { '\t': 't', '\n': 'n', '\r': 'r', '"': '"', '\\': '\\' };

function quote(name: string, quotePath: boolean): string {
  const escaped = Array.from(name, (char) => {
    const letter = letters[char];
    if (letter !== undefined) return `\\${letter}`;
    return quotePath && char > '~' ? octal(char) : char;
  });
  return escaped.join('') === name ? name : `"${escaped.join('')}"`;
}

function octal(char: string): string {
  return [...Buffer.from(char)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
