import { INJECTIONS } from './injection-patterns.ts';

/** A line of a text that tries to command whoever reads it. */
export interface Injection {
  /** From 1. */
  readonly line: number;
  /** What it tries, as a phrase. */
  readonly tries: string;
}

/**
 * Finds text that is addressed to the reviewing model and commands: to forget its instructions, to accept, to report
 * nothing, to reveal its prompt; fake roles, tool results and verdicts. In English and French, over line breaks,
 * hyphens and comment marks, and inside base64. At most one for each line, and the first 200 of a text. Takes time in proportion to the length.
 */
export function findInjections(text: string): readonly Injection[] {
  const found = new Map<number, Injection>();
  const add = (line: number, tries: string) => found.has(line) || found.set(line, { line, tries });
  const plain = unwrap(text);
  for (const { tries, pattern } of INJECTIONS) {
    for (const match of plain.text.matchAll(pattern)) add(plain.lineAt(match.index), tries);
  }
  for (const { line, content } of encodedTexts(text)) {
    if (findInjections(content).length > 0) add(line, 'to hide an order in base64');
  }
  return [...found.values()].toSorted((left, right) => left.line - right.line).slice(0, MOST);
}

/** A text with more of them is no longer about any single one. */
const MOST = 200;

interface PlainText {
  readonly text: string;
  readonly lineAt: (offset: number) => number;
}

const COMMENT_MARK = /^\s*(?:(?:#+|\/\/+|\/?\*+|--+|;+|>+|<!--|"""|''')\s*)?/;
const BROKEN_WORD = /\p{L}-\s*\n$/u;

/** The text without comment marks and with words put together that a line break has torn apart. */
function unwrap(text: string): PlainText {
  const parts: string[] = [];
  const starts: number[] = [];
  let length = 0;
  for (const line of text.split('\n')) {
    const bare = inWords(line.replace(COMMENT_MARK, ''));
    const before = parts.at(-1) ?? '';
    if (BROKEN_WORD.test(before) && /^\p{L}/u.test(bare)) {
      const joined = before.replace(/-\s*$/, '');
      length -= before.length - joined.length;
      parts.splice(-1, 1, joined);
    }
    starts.push(length);
    parts.push(`${bare}\n`);
    length += bare.length + 1;
  }
  return { text: parts.join(''), lineAt: (offset) => countUpTo(starts, offset) };
}

/** How many numbers of a rising list are at most the limit. */
function countUpTo(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((rising[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `IGNORE_PREVIOUS_INSTRUCTIONS` is a sentence; a name in small letters is a name. */
function inWords(line: string): string {
  return line.replaceAll(/(?<!\w)[A-Z]+(?:_[A-Za-z]+)+/g, (name) =>
    /^[A-Z]+_[A-Z]+_/.test(name) ? name.replaceAll('_', ' ') : name,
  );
}

const BLOB = /[A-Za-z0-9+/]{40,4000}={0,2}/g;
const MOST_BLOBS = 100;

function encodedTexts(text: string): readonly { readonly line: number; readonly content: string }[] {
  const blobs = text.matchAll(BLOB).take(MOST_BLOBS);
  return [...blobs].flatMap(({ index, 0: blob }) => {
    const content = Buffer.from(blob, 'base64').toString('latin1');
    return /^[\s\x20-\x7e]+$/.test(content) ? [{ line: text.slice(0, index).split('\n').length, content }] : [];
  });
}
