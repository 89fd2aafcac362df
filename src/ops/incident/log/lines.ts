/** One line of a text, with where it begins in characters; its number counts from 1. */
export interface TextLine {
  readonly number: number;
  readonly offset: number;
  readonly text: string;
  /** Whether it stands in a fenced block of code, its fences included. */
  readonly isCode: boolean;
}

/** Cuts a text into lines. A fence that is never closed fences nothing, so that it hides no entry. */
export function linesOf(text: string): readonly TextLine[] {
  const raw: { offset: number; text: string }[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    raw.push({ offset, text: line.replace(/\r$/, '') });
    offset += line.length + 1;
  }
  const fenced = fencedLines(raw.map((line) => line.text));
  return raw.map((line, index) => ({ ...line, number: index + 1, isCode: fenced[index] === true }));
}

function fencedLines(lines: readonly string[]): readonly boolean[] {
  const fenced = lines.map(() => false);
  let open: { readonly index: number; readonly fence: string } | null = null;
  for (const [index, line] of lines.entries()) {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === null) open = { index, fence };
    else if (fence.startsWith(open.fence) && /^ {0,3}(?:`+|~+)[ \t]*$/.test(line)) {
      fenced.fill(true, open.index, index + 1);
      open = null;
    }
  }
  return fenced;
}

/** The number of the line, from 1, in which a character stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
