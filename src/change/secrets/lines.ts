import { findSecrets } from './find.ts';
import type { SecretSpan } from './span.ts';

/** Secrets of a text by line; columns count from the start of their line. */
export type LineSpans = ReadonlyMap<number, readonly SecretSpan[]>;

/** Finds the secrets of a text and sorts them by line; the first line has the number given. */
export function findByLine(path: string, text: string, firstLine: number): LineSpans {
  const byLine = new Map<number, SecretSpan[]>();
  let line = firstLine;
  let lineStart = 0;
  for (const span of findSecrets(path, text)) {
    let lineEnd = text.indexOf('\n', lineStart);
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
