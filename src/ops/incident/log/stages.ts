import type { LogEntry } from './entry.ts';
import { textOfField } from './entry.ts';
import { fieldLines } from './fields.ts';
import { readDuration, type StatedDuration } from './stated-durations.ts';

/** What a step of the field *Time* is. */
export type StageKind = 'trigger' | 'technical' | 'human' | 'mitigate' | 'fix' | 'other';

/** One step of the field *Time*. */
export interface Stage {
  readonly kind: StageKind;
  readonly line: number;
  /** As it is written. */
  readonly text: string;
  /** Minutes since the beginning of 1970 in UTC; null where only a duration is given, or nothing. */
  readonly at: number | null;
  /** A duration that stands beside it, counted from the trigger. */
  readonly after: StatedDuration | null;
  /** Whether the time is given with `~`. */
  readonly isAbout: boolean;
}

const CLOCK = /(?:(\d{4}-\d{2}-\d{2})[T ]+)?(~|≈)? ?(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/;
const HALF_A_DAY = 720;
const DAY = 1_440;

/** The steps of an entry's field *Time*, in the order in which they are written, with their moments. */
export function stagesOf(entry: LogEntry): readonly Stage[] {
  let last: { readonly at: number; readonly day: number } | null = null;
  return stageTexts(entry).map(({ line, text }): Stage => {
    const [, day, about, hour = '', minute = ''] = CLOCK.exec(text) ?? [];
    let at: number | null = null;
    const start: number = day === undefined ? (last?.day ?? startOf(entry.date)) : startOf(day);
    if (hour !== '' && !Number.isNaN(start)) {
      const raw = start + Number(hour) * 60 + Number(minute);
      // A time without a day, far below the one before it, is one of the next day.
      const isNextDay: boolean = day === undefined && last !== null && raw < last.at - HALF_A_DAY;
      at = isNextDay ? raw + DAY : raw;
      last = { at, day: isNextDay ? start + DAY : start };
    }
    return { kind: kindOf(text), line, text, at, after: readDuration(text), isAbout: about !== undefined };
  });
}

function startOf(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / 60_000);
}

function stageTexts(entry: LogEntry): readonly { readonly line: number; readonly text: string }[] {
  const field = entry.fields.find(({ name }) => name === 'Time');
  if (field === undefined || textOfField(entry, 'Time').trim() === '') return [];
  return fieldLines(field).flatMap(({ line, text }) =>
    text
      .split(/→|->/)
      .map((part) => ({ line, text: part.trim() }))
      .filter((part) => part.text !== ''),
  );
}

/** What is said in brackets says who did it, not what was done. */
function kindOf(text: string): StageKind {
  const words = text.replaceAll(/\([^()]{0,1000}\)/g, ' ').toLowerCase();
  const isHuman = /\b(?:operator|human|manual)\b/i.test(text);
  if (/(?<!re-)\btrigger/.test(words)) return 'trigger';
  if (/\back(?:nowledge|ed|\b)/.test(words)) return 'human';
  if (/\bdetect|\bfirst (?:failure|symptom|sign)/.test(words)) return isHuman ? 'human' : 'technical';
  if (/\bmitigat/.test(words)) return 'mitigate';
  return /\b(?:hot)?fix/.test(words) ? 'fix' : 'other';
}
