import type { LogEntry } from '../log/entry.ts';
import { stagesOf } from '../log/stages.ts';
import type { LintGround, LogFinding } from './finding.ts';

/** Numbers of entries, which count up by one, their days, which never go back, and the numbers of follow-ups. */
export function checkNumbers({ log }: LintGround): readonly LogFinding[] {
  const pairs = log.entries.slice(1).map((entry, index) => ({ entry, before: log.entries[index] ?? entry }));
  return [
    ...pairs.flatMap(({ entry, before }) => checkNumber(entry, before)),
    ...pairs.flatMap(({ entry, before }) => checkDay(entry, before)),
    ...checkFollowUpNumbers(log.entries),
  ];
}

function checkNumber({ id, line, section, number }: LogEntry, before: LogEntry): readonly LogFinding[] {
  const due = `${before.section}.${before.number + 1}`;
  if (section === before.section && number === before.number + 1) return [];
  const message = `${id} follows on ${before.id}, where ${due} is the next free number.`;
  return [{ rule: 'incident/number', line, entry: id, message, advice: `Number it ${due}.` }];
}

/** An entry is written when its incident is closed, which may be after a later one was. */
function checkDay(entry: LogEntry, before: LogEntry): readonly LogFinding[] {
  const { id, line, date } = entry;
  if (date >= before.date || lastDayOf(entry) >= before.date) return [];
  const message = `${id} is of ${date} and stands behind ${before.id} of ${before.date}; the log is chronological.`;
  return [{ rule: 'incident/chronology', line, entry: id, message, advice: 'Check the day in its title.' }];
}

function lastDayOf(entry: LogEntry): string {
  const last = Math.max(...stagesOf(entry).map(({ at }) => at ?? 0), 0);
  return new Date(last * 60_000).toISOString().slice(0, 10);
}

function checkFollowUpNumbers(entries: readonly LogEntry[]): readonly LogFinding[] {
  const all = entries.flatMap((entry) => entry.followUps.map((followUp) => ({ ...followUp, entry: entry.id })));
  return all.slice(1).flatMap(({ id, line, entry }, index): readonly LogFinding[] => {
    const before = all[index]?.id ?? 'F0';
    const due = `F${Number(before.slice(1)) + 1}`;
    if (id === due) return [];
    const message = `The follow-up ${id} stands behind ${before}, where ${due} is the next free number.`;
    return [{ rule: 'incident/follow-up-number', line, entry, message, advice: `Number it ${due}.` }];
  });
}
