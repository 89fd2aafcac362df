import { OpsSeverity } from '../../../kernel/ops-severity.ts';
import type { IncidentLog, LogEntry } from './entry.ts';
import { readFields } from './fields.ts';
import { readFollowUps } from './follow-ups.ts';
import { readLessons } from './lessons.ts';
import { linesOf, type TextLine } from './lines.ts';

/** `### 17.2 2026-04-28 — Title (severity P0)`, or the same without marks in a plain text. */
const HEADING = /^(#{1,6}[ \t]+)?(\d{1,3})\.(\d{1,4})[ \t]+(\d{4}-\d{2}-\d{2})[ \t]+[—–-][ \t]+(\S.*)$/;
const TEMPLATE = /^(?:#{1,6}[ \t]+)?\d{1,3}\.X\b/;
const SECTIONED = /^#{1,6}[ \t]+\d{1,3}\.\d{1,4}\b/;
/** At the end of a title; what is said beside the level stays with it. */
const LEVEL = /[ \t]{0,9}\((?:severity[ \t]{1,9})?(P[0-3])\b([^()]{0,200})\)[ \t]{0,9}$/;

/**
 * Reads a log of incidents: the Markdown of the manual's template, and the plain text of the manual itself, where the
 * labels stand in running text. What is no entry is passed over.
 */
export function readIncidentLog(text: string): IncidentLog {
  const lines = linesOf(text).filter(({ isCode }) => !isCode);
  const headings = lines.flatMap((line) => (isEntry(line) ? [line] : []));
  const template = lines.find((line) => TEMPLATE.test(line.text))?.offset ?? null;
  return {
    entries: headings.map((heading) => readEntry(text, heading, endOf(heading, lines, text.length))),
    strayHeadings: lines
      .filter((line) => SECTIONED.test(line.text) && !isEntry(line))
      .map((line) => ({ line: line.number, text: line.text })),
    template,
  };
}

function isEntry({ text }: TextLine): boolean {
  return HEADING.test(text);
}

/** An entry ends where the next one, the template or a heading of its own or a higher level begins. */
function endOf(heading: TextLine, lines: readonly TextLine[], length: number): number {
  const level = levelOf(heading.text);
  const next = lines.find(
    (line) =>
      line.offset > heading.offset &&
      (isEntry(line) || TEMPLATE.test(line.text) || (level > 0 && isWithin(levelOf(line.text), level))),
  );
  return next?.offset ?? length;
}

function isWithin(level: number, highest: number): boolean {
  return level > 0 && level <= highest;
}

function levelOf(text: string): number {
  return /^(#{1,6})[ \t]/.exec(text)?.[1]?.length ?? 0;
}

function readEntry(whole: string, heading: TextLine, end: number): LogEntry {
  const [, marks, section = '', number = '', date = '', named = ''] = HEADING.exec(heading.text) ?? [];
  const [, level, beside = ''] = LEVEL.exec(named) ?? [];
  const text = whole.slice(heading.offset, end);
  const body = { text: text.slice(heading.text.length), offset: heading.offset + heading.text.length, whole };
  const { fields, isBold } = readFields(body);
  return {
    id: `${section}.${number}`,
    section: Number(section),
    number: Number(number),
    date,
    title: `${named.replace(LEVEL, '')}${beside}`.trim(),
    severity: OpsSeverity.safeParse(level).data ?? null,
    line: heading.number,
    form: marks !== undefined || isBold ? 'markdown' : 'plain',
    text,
    start: heading.offset,
    end,
    fields,
    lessons: readLessons(fields),
    followUps: readFollowUps(fields),
  };
}
