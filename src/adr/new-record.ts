import { fileNameFor, nextNumber, slugOf } from './new-record/file-name.ts';
import { type RecordStyle, readStyle } from './new-record/style.ts';
import { bodyFor } from './new-record/template.ts';

/** What the next record is to be, and the folder that it comes into. */
export interface NewRecordOrder {
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Names of all files of the folder, templates and indexes too. */
  readonly names: readonly string[];
  /** The records of the folder as they stand, by file name. */
  readonly records: readonly NamedText[];
}

/** A file of a folder. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** A record to be written; its name is taken by nothing in the folder. */
export interface NewRecord extends NamedText {
  readonly number: number;
  readonly style: RecordStyle;
}

/**
 * The text of the next record: the number above the highest one, in the language, template and form of the newest record
 * of the folder; in an empty folder Nygard's, in English. Its sections hold a question each, since an empty one is an error.
 */
export function draftRecord({ title, date, names, records }: NewRecordOrder): NewRecord {
  const number = nextNumber(names);
  const style = readStyle(records);
  const line = title.replaceAll(/\s+/g, ' ').trim();
  const name = freeName(fileNameFor(number, slugOf(line), style.fileName), names);
  const text = bodyFor({ number, title: line, date }, style);
  return { number, name, style, text: style.hasCarriageReturns ? text.replaceAll('\n', '\r\n') : text };
}

/** A number that no file has makes a name that no file has; on a disk that ignores case, too. */
function freeName(wanted: string, names: readonly string[]): string {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  if (!taken.has(wanted.toLowerCase())) return wanted;
  for (let copy = 2; ; copy += 1) {
    const other = wanted.replace(/\.md$/, `-${copy}.md`);
    if (!taken.has(other.toLowerCase())) return other;
  }
}
