/**
 * The lines of a Python text with what stands in long strings and comments blanked out, so that a line keeps its number.
 * Short strings are kept: names of topics and tables stand in them.
 */
export function codeLinesOf(text: string): readonly string[] {
  let open: string | null = null;
  return text.split('\n').map((line) => {
    const { code, openAfter }: Blanked = blank(line, open);
    open = openAfter;
    return code;
  });
}

interface Blanked {
  readonly code: string;
  readonly openAfter: string | null;
}

const PIECE = /"""|'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#.*|[^"'#]+|["']/g;

function blank(line: string, openBefore: string | null): Blanked {
  let [code, open, from] = ['', openBefore, 0];
  if (open !== null) {
    const end = line.indexOf(open);
    if (end < 0) return { code: '', openAfter: open };
    [open, from] = [null, end + 3];
  }
  for (const [piece] of line.slice(from).matchAll(PIECE)) {
    if (piece === '"""' || piece === "'''") open = open === null ? piece : open === piece ? null : open;
    else if (open === null && !piece.startsWith('#')) code += piece;
  }
  return { code, openAfter: open };
}

/** A call or definition that begins on a line, with the lines below it up to its closing bracket, at most so many. */
export function statementAt(lines: readonly string[], from: number, most: number): string {
  let [text, depth] = ['', 0];
  for (const line of lines.slice(from, from + most)) {
    text += `${line}\n`;
    for (const sign of line) {
      if ('([{'.includes(sign)) depth += 1;
      else if (')]}'.includes(sign)) depth -= 1;
    }
    if (depth <= 0) return text;
  }
  return text;
}
