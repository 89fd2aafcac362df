/** A place outside the records that cites one by its id. */
export interface Citation {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly number: number;
}

const ID = 'ADR-';

/** Where a text cites records as `ADR-7`, each number once a line; it takes a time that grows with the text alone. */
export function citationsIn(path: string, text: string): readonly Citation[] {
  const citations = new Map<string, Citation>();
  let line = 1;
  let counted = 0;
  for (let at = text.indexOf(ID); at >= 0; at = text.indexOf(ID, at + ID.length)) {
    const digits = isAfterWord(text, at) ? '' : digitsAt(text, at + ID.length);
    if (digits === '') continue;
    line += lineEndsIn(text, counted, at);
    counted = at;
    const number = Number(digits);
    citations.set(`${line}:${number}`, { path, line, number });
  }
  return [...citations.values()];
}

function isAfterWord(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at));
}

function digitsAt(text: string, start: number): string {
  let end = start;
  while (end < text.length && /[0-9]/.test(text.charAt(end))) end += 1;
  return text.slice(start, end);
}

function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
