import { type DossierPart, type PartLine, renderLines } from './part.ts';

/** Lines shown before and after a cited place. */
const AROUND = 8;

export interface CitedPlace {
  readonly path: string;
  readonly line: number | null;
  readonly end_line: number | null;
  readonly side: 'before' | 'after';
  readonly quote: string;
}

/** The cited lines with some lines around them, as the dossier shows them; the bare quote when it has no line. */
export function linesAround(place: CitedPlace, parts: readonly DossierPart[]): string {
  const { line } = place;
  if (line === null) return place.quote;
  const last = place.end_line ?? line;
  for (const part of parts) {
    if (part.path !== place.path) continue;
    const from = part.lines.findIndex((one) => isAt(one, line, place.side));
    if (from < 0) continue;
    const to = part.lines.findLastIndex((one) => isAt(one, last, place.side));
    return renderLines(part.lines.slice(Math.max(0, from - AROUND), Math.max(from, to) + AROUND + 1));
  }
  return place.quote;
}

function isAt(line: PartLine, number: number, side: 'before' | 'after'): boolean {
  return line.number === number && (line.mark === '-') === (side === 'before') && line.mark !== '~';
}
