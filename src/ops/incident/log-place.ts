import type { IncidentLog } from './log/entry.ts';
import { readIncidentLog } from './log/read-log.ts';

/** The next free numbers of a log. */
export interface EntryPlace {
  readonly section: number;
  readonly number: number;
  /** Of the first follow-up. */
  readonly followUp: number;
}

/** The section of the manual in which its log stands (§17); a new log keeps the number. */
const SECTION = 17;

/** The next free numbers of a log, which is a text that may be empty. */
export function nextPlace(log: string): EntryPlace {
  return placeIn(readIncidentLog(log));
}

function placeIn({ entries }: IncidentLog): EntryPlace {
  const section = entries.at(-1)?.section ?? SECTION;
  const numbers = entries.filter((entry) => entry.section === section).map(({ number }) => number);
  const followUps = entries.flatMap((entry) => entry.followUps.map(({ id }) => Number(id.slice(1))));
  return { section, number: Math.max(0, ...numbers) + 1, followUp: Math.max(0, ...followUps) + 1 };
}

/** Adds an entry behind the last one, before a template that stands there; everything else stays byte for byte. */
export function addEntry(log: string, entry: string): string {
  if (log.trim() === '') return `# Incident log\n\n${entry}`;
  const { entries, template } = readIncidentLog(log);
  const end = entries.at(-1)?.end ?? template ?? log.length;
  const [before, after] = [log.slice(0, end), log.slice(end)];
  const gap = before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  return `${before}${gap}${entry}${after === '' ? '' : `\n${after}`}`;
}
