import type { LogEntry } from '../log/entry.ts';
import { cellsOf } from '../log/follow-ups.ts';
import type { LintGround, LogFinding } from './finding.ts';

/**
 * Entries that stood in the log before stand there still, byte for byte and before all new ones. Only how far a
 * follow-up is may change: its status, and a cell that was held free by `TBD`.
 */
export function checkAppendOnly({ log, before }: LintGround): readonly LogFinding[] {
  if (before === null) return [];
  const places = before.entries.map((old) => log.entries.findIndex(({ id }) => id === old.id));
  return before.entries.flatMap((old, index) => {
    const now = log.entries[places[index] ?? -1];
    if (now === undefined) return [gone(old, log.entries)];
    if (!isKept(old, now)) return [changed(old, now)];
    return places[index] === index ? [] : [moved(now)];
  });
}

function gone({ id }: LogEntry, entries: readonly LogEntry[]): LogFinding {
  const line = entries.at(-1)?.line ?? 1;
  const message = `${id} was taken out of the log, to which entries are only added.`;
  return { rule: 'incident/append-only', line, entry: id, message, advice: 'Put it back as it was.' };
}

function changed(old: LogEntry, now: LogEntry): LogFinding {
  const [before, after] = [linesOf(old), linesOf(now)];
  const first = after.findIndex((line, index) => line !== before[index] && !isProgress(before[index] ?? '', line));
  const line = now.line + (first < 0 ? Math.max(0, after.length - 1) : first);
  const message = `${now.id} was changed after it was written; the log is append-only.`;
  const advice = 'Put the entry back as it was, and write the correction as a part of a new one.';
  return { rule: 'incident/append-only', line, entry: now.id, message, advice };
}

function moved({ id, line }: LogEntry): LogFinding {
  const message = `A new entry stands before ${id}, which was there first.`;
  return { rule: 'incident/append-only', line, entry: id, message, advice: 'Add new entries at the end.' };
}

function isKept(old: LogEntry, now: LogEntry): boolean {
  const [before, after] = [linesOf(old), linesOf(now)];
  return before.length === after.length && before.every((line, index) => isProgress(line, after[index] ?? ''));
}

/** Blank lines at the end belong to what follows. */
function linesOf({ text }: LogEntry): readonly string[] {
  return text.trimEnd().split('\n');
}

function isProgress(old: string, now: string): boolean {
  if (old === now) return true;
  const [before, after] = [cellsOf(old), cellsOf(now)];
  if (before === null || after === null || before.length !== after.length || !/^F\d+$/.test(before[0] ?? ''))
    return false;
  return before.every((cell, index) => cell === after[index] || (index > 1 && isFree(cell)));
}

/** A cell that says how far something is. */
function isFree(cell: string): boolean {
  return /^(?:TBD\b.*|-|–|—|open|todo|in progress|doing|blocked|)$/i.test(cell);
}
