import type { AdrFinding } from '../finding.ts';
import { isSuperseded } from '../standing.ts';
import { find, type Shelf } from './corpus.ts';

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

/** Reports citations of records that there are not, and of superseded ones. */
export function citedRecordsStand({ citations, byNumber, files }: Shelf): readonly AdrFinding[] {
  const unread = new Set(files.filter(isUnread).map(({ number }) => number));
  return [...citations].flatMap(({ path, line, number }) => {
    const records = byNumber.get(number) ?? [];
    if (records.length === 0) return unread.has(number) ? [] : [unknown({ path, line, number })];
    if (!records.every(isSuperseded)) return [];
    return [
      superseded(
        { path, line, number },
        records.flatMap(({ supersededBy }) => supersededBy),
      ),
    ];
  });
}

/** Whoever cannot be read may be the one that is cited. */
function isUnread(file: Shelf['files'][number]): boolean {
  return file.kind === 'not-a-record' && file.flaw.rule !== 'adr/not-an-adr';
}

function unknown({ path, line, number }: Citation): AdrFinding {
  return find(path, {
    rule: 'adr/reference-unknown',
    line,
    message: `ADR-${number} is cited, and no record has that number.`,
    advice: 'Mend the number, or write the record.',
  });
}

function superseded({ path, line, number }: Citation, successors: readonly number[]): AdrFinding {
  const names = successors.map((successor) => `ADR-${successor}`).join(', ');
  return find(path, {
    rule: 'adr/reference-superseded',
    line,
    message: `ADR-${number} is cited, and it is superseded${names === '' ? '' : ` by ${names}`}.`,
    advice: 'Cite the record that holds now, and look whether the code still follows the old one.',
  });
}
