import { removeInvisible } from '../invisible.ts';
import { beginningOf } from './beginning.ts';

/** A block of raw text: a paragraph, one item of a list with its mark, or the lines of a fence. */
export interface Passage {
  readonly kind: 'paragraph' | 'item' | 'code';
  /** Lines joined by `\n`; of an item without a bullet, but with its number. */
  readonly text: string;
  /** Whether an empty line stood before it. */
  readonly isApart: boolean;
}

interface Fence {
  readonly mark: string;
  readonly lines: string[];
  readonly isApart: boolean;
}

interface Reading {
  readonly passages: Passage[];
  lines: string[];
  kind: 'paragraph' | 'item';
  isApart: boolean;
  fence: Fence | undefined;
}

/** What was read of a text, and whether its end was left out. */
export interface PassageReading {
  readonly passages: readonly Passage[];
  readonly isCut: boolean;
}

/**
 * Reads raw text of a model or an author, without its invisible characters, as paragraphs, list items and code. Of a
 * text many times longer than the `limit` of what is published, only a beginning that will surely fill it is read.
 */
export function readPassages(text: string, limit: number): PassageReading {
  const reading: Reading = { passages: [], lines: [], kind: 'paragraph', isApart: false, fence: undefined };
  const visible = removeInvisible(text)
    .text.replace(/[\t\p{Zs}]/gu, ' ')
    .trim();
  const beginning = beginningOf(visible, 2000 + 20 * limit);
  for (const line of beginning.split('\n')) {
    if (reading.fence === undefined) readLine(line, reading);
    else readFenced(line, reading.fence, reading);
  }
  close(reading);
  closeFence(reading);
  return { passages: reading.passages, isCut: beginning.length < visible.length };
}

/** A fence names at most a language; with more behind it, it is text, so that no word is lost. */
const fenceOpening = /^ *(`{3,}|~{3,}) *[\w+#.-]{0,30} *$/;
const bullet = /^(?:[-*+•] +){1,9}(?=\S)/;
const ordinal = /^\d{1,9}[.)] +\S/;

function readLine(line: string, reading: Reading): void {
  const words = line.trim().replace(/ {2,}/g, ' ');
  const mark = fenceOpening.exec(line)?.[1];
  if (mark !== undefined) {
    close(reading);
    reading.fence = { mark, lines: [], isApart: reading.isApart };
  } else if (words === '') {
    close(reading);
    reading.isApart = reading.passages.length > 0;
  } else if (bullet.test(words) || ordinal.test(words)) {
    close(reading);
    reading.kind = 'item';
    reading.lines.push(words.replace(bullet, ''));
  } else reading.lines.push(words);
}

function readFenced(line: string, fence: Fence, reading: Reading): void {
  const isEnd = line.trim().startsWith(fence.mark) && line.trim() === fence.mark[0]?.repeat(line.trim().length);
  if (isEnd) closeFence(reading);
  else fence.lines.push(line.trimEnd());
}

function close(reading: Reading): void {
  const { kind, isApart, lines } = reading;
  if (lines.length === 0) return;
  reading.passages.push({ kind, isApart, text: lines.join('\n') });
  reading.lines = [];
  reading.kind = 'paragraph';
  reading.isApart = false;
}

function closeFence(reading: Reading): void {
  const lines = (reading.fence?.lines ?? []).filter((line) => line !== '');
  const isApart = reading.fence?.isApart ?? false;
  reading.fence = undefined;
  if (lines.length === 0) return;
  reading.passages.push({ kind: 'code', isApart, text: lines.join('\n') });
  reading.isApart = false;
}
