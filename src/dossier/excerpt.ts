import { type DossierPart, type PartLine, renderLines } from './part.ts';

/** Lines shown before and after a cited place. */
const AROUND = 8;

/** Most characters of an excerpt; it bounds what a cross-examination can cost. */
export const LONGEST_EXCERPT = 3_000;

export interface CitedPlace {
  readonly path: string;
  readonly line: number | null;
  readonly end_line: number | null;
  readonly side: 'before' | 'after';
  readonly quote: string;
}

/**
 * The cited lines with some lines around them, as the dossier shows them; the bare quote when it has no line. When that
 * is longer than `LONGEST_EXCERPT`, lines around go first, then the end of the cited ones, which is said.
 */
export function linesAround(place: CitedPlace, parts: readonly DossierPart[]): string {
  const { line } = place;
  if (line === null) return cut(place.quote);
  const last = place.end_line ?? line;
  for (const part of parts) {
    if (part.path !== place.path) continue;
    const from = part.lines.findIndex((one) => isAt(one, line, place.side));
    if (from < 0) continue;
    const to = part.lines.findLastIndex((one) => isAt(one, last, place.side));
    return widen(part.lines, from, Math.max(from, to));
  }
  return cut(place.quote);
}

function isAt(line: PartLine, number: number, side: 'before' | 'after'): boolean {
  return line.number === number && (line.mark === '-') === (side === 'before') && line.mark !== '~';
}

/** Adds lines on both sides, nearest first, as long as they fit. */
function widen(lines: readonly PartLine[], from: number, to: number): string {
  let shown = renderLines(lines.slice(from, to + 1));
  for (let steps = 1; steps <= AROUND; steps++) {
    const wider = renderLines(lines.slice(Math.max(0, from - steps), to + steps + 1));
    if (wider.length > LONGEST_EXCERPT) break;
    shown = wider;
  }
  return cut(shown);
}

function cut(text: string): string {
  if (text.length <= LONGEST_EXCERPT) return text;
  return `${text.slice(0, LONGEST_EXCERPT).toWellFormed()}\n[the rest of the cited lines is left out]`;
}
