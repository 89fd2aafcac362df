import type { Piece } from './piece.ts';

/** Takes the `**` of well-formed bold text out of a paragraph's pieces; powers, globs and `**options` keep theirs. */
export function stripBold(pieces: readonly Piece[]): readonly Piece[] {
  const doomed = pairMarks(pieces);
  return pieces.map((piece, index) => {
    const starts = doomed[index] ?? [];
    return starts.length === 0 ? piece : { ...piece, text: withoutMarks(piece.text, starts) };
  });
}

/** For each piece the places of the marks that open or close bold text; a later opener replaces one still open. */
function pairMarks(pieces: readonly Piece[]): readonly (readonly number[])[] {
  const doomed: number[][] = pieces.map(() => []);
  let open: { piece: number; start: number } | undefined;
  for (const [piece, { isCode, text }] of pieces.entries()) {
    const marks = isCode ? [] : text.matchAll(/(?<!\*)\*\*(?!\*)/g);
    for (const { index: start } of marks) {
      const before = text[start - 1] ?? (piece === 0 ? ' ' : '`');
      const after = text[start + 2] ?? (piece === pieces.length - 1 ? ' ' : '`');
      if (open !== undefined && closes(before, after)) {
        doomed[open.piece]?.push(open.start);
        doomed[piece]?.push(start);
        open = undefined;
      } else if (opens(before, after)) open = { piece, start };
    }
  }
  return doomed;
}

function opens(before: string, after: string): boolean {
  return /[\s([{"'“‘]/.test(before) && /[^\s/.*,]/.test(after);
}

function closes(before: string, after: string): boolean {
  return /[^\s/]/.test(before) && /[\s.,:;!?)\]}"'”’]/.test(after);
}

function withoutMarks(text: string, starts: readonly number[]): string {
  const ends = [0, ...starts.map((start) => start + '**'.length)];
  return ends.map((end, index) => text.slice(end, starts[index])).join('');
}
