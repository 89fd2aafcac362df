import { normaliseQuote } from '../finding-id.ts';

/** A text by its lines, in which quotes are looked up. */
export interface LineIndex {
  /** Number of lines, blank ones included. */
  readonly count: number;
  /** The lines that are not blank, white space collapsed. */
  readonly texts: readonly string[];
  /** The number of each of them. */
  readonly numbers: readonly number[];
  /** Where a line stands among them. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** A run of lines, counted from 1. */
export interface LineRun {
  readonly line: number;
  readonly endLine: number;
}

/** Reads a text once, so that any number of quotes can be looked up in it. */
export function readLines(text: string): LineIndex {
  const lines = text.split('\n');
  const texts: string[] = [];
  const numbers: number[] = [];
  const places = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    const bare = normaliseQuote(line);
    if (bare === '') continue;
    const known = places.get(bare);
    if (known === undefined) places.set(bare, [texts.length]);
    else known.push(texts.length);
    texts.push(bare);
    numbers.push(at + 1);
  }
  return { count: text === '' ? 0 : lines.length, texts, numbers, places };
}

/** What stands at the end of a quote that was too long to be kept whole. */
const CUT = / ?\[…\]$/;

/** Every run of lines that reads as the quote does; of a quote that was cut the last line may go on. */
export function findRuns({ texts, numbers, places }: LineIndex, quote: string): readonly LineRun[] {
  const lines = quote.replace(CUT, '').split('\n').map(normaliseQuote);
  const wanted = lines.filter((line) => line !== '');
  const [first] = wanted;
  if (first === undefined) return [];
  const cutAt = CUT.test(quote) ? wanted.length - 1 : -1;
  const starts = cutAt === 0 ? texts.keys() : (places.get(first) ?? []);
  const reads = (start: number) =>
    wanted.every((line, at) => texts[start + at] === line || (at === cutAt && texts[start + at]?.startsWith(line)));
  return [...starts]
    .filter(reads)
    .map((start) => ({ line: numbers[start] ?? 0, endLine: numbers[start + wanted.length - 1] ?? 0 }));
}
