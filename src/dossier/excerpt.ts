import { type DossierPart, type PartLine, renderLines } from './part.ts';
import type { CountTokens } from './reading.ts';
import { findReference, type Referable } from './reference.ts';

/** Lines shown before and after a cited place. */
const AROUND = 8;

/** The most tokens of an excerpt; it bounds what a cross-examination can cost. */
export const EXCERPT_TOKENS = 450;

/** A place that a finding cites, with the cited text. */
export interface CitedPlace {
  readonly path: string;
  readonly line: number | null;
  readonly end_line: number | null;
  readonly side: 'before' | 'after';
  readonly quote: string;
}

/**
 * The cited lines with some lines around them, as the dossier shows them; the bare quote when it has no line. When that
 * has more than `EXCERPT_TOKENS`, lines around go first, then the end of the cited ones, which is said.
 */
export function linesAround(place: CitedPlace, parts: readonly DossierPart[], countTokens: CountTokens): string {
  const { line } = place;
  if (line === null) return cut(place.quote, countTokens);
  const last = place.end_line ?? line;
  for (const part of parts) {
    if (part.path !== place.path) continue;
    const from = part.lines.findIndex((one) => isAt(one, line, place.side));
    if (from < 0) continue;
    const to = part.lines.findLastIndex((one) => isAt(one, last, place.side));
    return widen(part.lines, { from, to: Math.max(from, to) }, countTokens);
  }
  return cut(place.quote, countTokens);
}

/**
 * The numbered lines of a text around one of them, as far as `EXCERPT_TOKENS` goes; empty when the line is not known.
 */
export function linesAt(text: string, line: number | null, countTokens: CountTokens): string {
  if (line === null) return '';
  const lines = text.split('\n').map((content, index): PartLine => ({ mark: ' ', number: index + 1, text: content }));
  const at = Math.min(Math.max(line - 1, 0), lines.length - 1);
  return widen(lines, { from: at, to: at }, countTokens);
}

/** The most tokens of the passages that a claim cites, all together. */
export const SOURCES_TOKENS = 300;

/** The words of what a claim cites beside its place, each behind its id; what does not fit is cut, which is said. */
export function citedWords(ids: readonly string[], dossier: Referable, countTokens: CountTokens): string {
  const references = ids.map((id) => findReference(id, dossier)).filter((found) => found !== null);
  const words = references.filter(({ text }) => text !== '').map(({ id, text }) => `[${id}]\n${text}`);
  return words.length === 0 ? '' : cut(words.join('\n'), countTokens, SOURCES_TOKENS);
}

function isAt(line: PartLine, number: number, side: 'before' | 'after'): boolean {
  return line.number === number && (line.mark === '-') === (side === 'before') && line.mark !== '~';
}

/** Adds lines on both sides, nearest first, as long as they fit. */
function widen(
  lines: readonly PartLine[],
  { from, to }: { from: number; to: number },
  countTokens: CountTokens,
): string {
  let shown = renderLines(lines.slice(from, to + 1));
  for (let steps = 1; steps <= AROUND; steps++) {
    const wider = renderLines(lines.slice(Math.max(0, from - steps), to + steps + 1));
    if (countTokens(wider) > EXCERPT_TOKENS) break;
    shown = wider;
  }
  return cut(shown, countTokens);
}

function cut(text: string, countTokens: CountTokens, limit = EXCERPT_TOKENS): string {
  if (countTokens(text) <= limit) return text;
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (countTokens(text.slice(0, middle)) <= limit) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits).toWellFormed()}\n[the rest of the cited lines is left out]`;
}
