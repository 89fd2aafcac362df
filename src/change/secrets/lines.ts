import { findSecrets } from './find.ts';
import { mergeSpans, type SecretSpan } from './span.ts';

/** Secrets of a text by line; columns count from the start of their line. */
export type LineSpans = ReadonlyMap<number, readonly SecretSpan[]>;

/** Finds the secrets of a text and sorts them by line; the first line has the number given. */
export function findByLine(path: string, text: string, firstLine: number): LineSpans {
  return sortByLine(text, findSecrets(path, text), firstLine);
}

/** Sorts spans of a text by line. */
export function sortByLine(text: string, spans: readonly SecretSpan[], firstLine: number): LineSpans {
  const byLine = new Map<number, SecretSpan[]>();
  let line = firstLine;
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  for (const span of mergeSpans(text, spans)) {
    while (lineEnd !== -1 && lineEnd < span.start) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    const inLine = byLine.get(line) ?? [];
    inLine.push({ ...span, start: span.start - lineStart, end: span.end - lineStart });
    byLine.set(line, inLine);
  }
  return byLine;
}
