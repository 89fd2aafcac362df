import type { Lesson, LogField } from './entry.ts';
import { fieldLines } from './fields.ts';

const ITEM = /^[ \t]*(?:\d{1,2}[.)]|[•*+-])[ \t]+(\S.*)$/;

/** The lessons of an entry, one for each item of the list; lines that run on belong to the item above them. */
export function readLessons(fields: readonly LogField[]): readonly Lesson[] {
  const lessons: { line: number; text: string }[] = [];
  for (const field of fields.filter(({ name }) => name === 'Lessons learned')) {
    for (const { line, text } of fieldLines(field)) {
      const item = ITEM.exec(text)?.[1];
      const last = lessons.at(-1);
      if (item !== undefined) lessons.push({ line, text: item.trim() });
      else if (text.trim() !== '' && last !== undefined) last.text += ` ${text.trim()}`;
    }
  }
  return lessons;
}
