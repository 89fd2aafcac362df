import type { Change, ChangedFile } from './change.ts';

/** The same change with every text passed through a function that keeps the number of lines. */
export function mapTexts(change: Change, map: (text: string) => string): Change {
  return { ...change, files: change.files.map((file) => mapFile(file, map)) };
}

/** The lines of one side of a file that are known, by number; from the whole text where there is one. */
export function linesOf(file: ChangedFile, side: 'before' | 'after'): ReadonlyMap<number, string> {
  const text = side === 'before' ? file.before : file.after;
  if (text !== null) return new Map(text.split('\n').map((line, index) => [index + 1, line]));
  const known = file.hunks.flatMap(({ lines }) => lines);
  return new Map(known.flatMap((line) => (line[side] === null ? [] : [[line[side], line.text]])));
}

/** The same change with some lines of the text after it replaced, wherever they stand. */
export function replaceLines(
  change: Change,
  { path, lines }: { readonly path: string; readonly lines: ReadonlySet<number> },
  replace: (text: string) => string,
): Change {
  const files = change.files.map((file) => (file.path === path ? replaceInFile(file, lines, replace) : file));
  return { ...change, files };
}

function replaceInFile(
  file: ChangedFile,
  numbers: ReadonlySet<number>,
  replace: (text: string) => string,
): ChangedFile {
  const after = file.after?.split('\n').map((line, index) => (numbers.has(index + 1) ? replace(line) : line));
  return {
    ...file,
    after: after === undefined ? null : after.join('\n'),
    hunks: file.hunks.map((hunk) => ({
      ...hunk,
      lines: hunk.lines.map((line) =>
        line.after !== null && numbers.has(line.after) ? { ...line, text: replace(line.text) } : line,
      ),
    })),
  };
}

function mapFile(file: ChangedFile, map: (text: string) => string): ChangedFile {
  return {
    ...file,
    before: file.before === null ? null : map(file.before),
    after: file.after === null ? null : map(file.after),
    hunks: file.hunks.map((hunk) => ({
      ...hunk,
      section: map(hunk.section),
      lines: hunk.lines.map((line) => ({ ...line, text: map(line.text) })),
    })),
  };
}
