import type { Change, ChangedFile } from './change.ts';

/** The same change with every text passed through a function that keeps the number of lines. */
export function mapTexts(change: Change, map: (text: string) => string): Change {
  return { ...change, files: change.files.map((file) => mapFile(file, map)) };
}

/** The lines of a file that are known, by side and number; from the whole texts where there are any. */
export function lineAt(file: ChangedFile, side: 'before' | 'after', line: number): string | null {
  const text = side === 'before' ? file.before : file.after;
  if (text !== null) return text.split('\n')[line - 1] ?? null;
  for (const hunk of file.hunks) {
    const found = hunk.lines.find((one) => one[side] === line);
    if (found !== undefined) return found.text;
  }
  return null;
}

/** The same change with one line of the text after it replaced, wherever it stands. */
export function replaceLine(
  change: Change,
  place: { path: string; line: number },
  replace: (text: string) => string,
): Change {
  const files = change.files.map((file) =>
    file.path === place.path ? replaceInFile(file, place.line, replace) : file,
  );
  return { ...change, files };
}

function replaceInFile(file: ChangedFile, number: number, replace: (text: string) => string): ChangedFile {
  const after = file.after?.split('\n').map((line, index) => (index + 1 === number ? replace(line) : line));
  return {
    ...file,
    after: after === undefined ? null : after.join('\n'),
    hunks: file.hunks.map((hunk) => ({
      ...hunk,
      lines: hunk.lines.map((line) => (line.after === number ? { ...line, text: replace(line.text) } : line)),
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
